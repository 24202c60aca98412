import "./understood.css"

export const NEW = "new" // instead of an identifier

type Candidate = { ref: string; name: string; line?: string | null }

type Props = {
  said: string
  candidates: readonly Candidate[]
  chosen?: string | undefined // an identifier, or `NEW`
  orNew?: boolean
  onChoose: (ref: string) => void
}

/** Whom a name means: one of those who bear it, or somebody new. */
export function Which({ said, candidates, chosen, orNew = false, onChoose }: Props) {
  return (
    <div class="which" role="group" aria-label={`Who is ${said}?`}>
      <span class={chosen ? "quiet" : "asked"}>{chosen ? said : `Which ${said}?`}</span>
      {candidates.map((one) => (
        <button
          key={one.ref}
          type="button"
          aria-pressed={one.ref === chosen}
          onClick={() => onChoose(one.ref)}
        >
          {one.name} {one.line && <span class="quiet">{one.line}</span>}
        </button>
      ))}
      {orNew && (
        <button type="button" aria-pressed={chosen === NEW} onClick={() => onChoose(NEW)}>
          somebody new
        </button>
      )}
    </div>
  )
}
