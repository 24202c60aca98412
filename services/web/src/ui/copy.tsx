import { useState } from "preact/hooks"

/** Words to take along, with a button that copies them. */
export function Words({ text }: { text: string }) {
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    setCopied(true)
    setTimeout(() => setCopied(false), 2000)
  }
  return (
    <figure class="words">
      <blockquote>{text}</blockquote>
      <button onClick={copy} aria-live="polite">
        {copied ? "Copied" : "Copy"}
      </button>
    </figure>
  )
}
