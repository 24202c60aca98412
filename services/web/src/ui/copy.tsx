import { useState } from "preact/hooks"

/** Words to take along, with a button that copies them. */
export function Words({ text }: { text: string }) {
  return (
    <figure class="words">
      <blockquote>{text}</blockquote>
      <Copy text={text} />
    </figure>
  )
}

/** An answer in one plain sentence, to be sent on as it is. */
export function Lead({ text }: { text: string }) {
  return (
    <p class="lead">
      {text} <Copy text={text} what=" the answer" />
    </p>
  )
}

function Copy({ text, what = "" }: { text: string; what?: string }) {
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    setCopied(true)
    setTimeout(() => setCopied(false), 2000)
  }
  return (
    <button onClick={copy} aria-live="polite">
      {copied ? "Copied" : "Copy"}
      <span class="hidden">{what}</span>
    </button>
  )
}
