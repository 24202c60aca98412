import { useState } from "preact/hooks"
import { tell } from "./notice"

type WordsProps = { text: string; below?: string | null | undefined }

/** Words to take along, with what is to be sent on below them, and a button that copies it all. */
export function Words({ text, below }: WordsProps) {
  return (
    <figure class="words">
      <blockquote>
        <p>{text}</p>
        {below && <p>{below}</p>}
      </blockquote>
      <Copy text={below ? `${text}\n\n${below}` : text} />
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
    try {
      await navigator.clipboard.writeText(text)
    } catch {
      return tell("This browser lets the page copy nothing. Mark the words and copy them.")
    }
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
