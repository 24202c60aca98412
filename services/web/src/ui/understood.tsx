import "./understood.css"
import type { Schemas } from "../api"
import type { Jotting } from "../jottings"

type Meant = Schemas["Meant"]
type Choose = (said: string, ref: string) => void

/** A line as it is understood, before any of it is kept. */
export function Understood({ jotting, onChoose }: { jotting: Jotting; onChoose: Choose }) {
  return (
    <div class="understood">
      {jotting.understood.length > 0 && <p>{jotting.understood.join(" ")}</p>}
      {jotting.people
        .filter((one) => one.candidates.length > 0)
        .map((one) => (
          <Which key={one.said} meant={one} onChoose={onChoose} />
        ))}
      {jotting.unclear
        .filter((one) => !jotting.people.some((who) => who.said === one.words && isAsked(who)))
        .map((one) => (
          <p key={one.words} class="quiet">
            “{one.words}” is left out: {one.remedy}.
          </p>
        ))}
    </div>
  )
}

function isAsked(meant: Meant): boolean {
  return !meant.whom && meant.candidates.length > 0
}

/** Whom a name means: one of those who bear it, or somebody new. */
function Which({ meant, onChoose }: { meant: Meant; onChoose: Choose }) {
  const chosen = meant.new ? "new" : meant.whom?.ref
  return (
    <div class="which" role="group" aria-label={`Who is ${meant.said}?`}>
      <span class={chosen ? "quiet" : "asked"}>{chosen ? meant.said : `Which ${meant.said}?`}</span>
      {meant.candidates.map((one) => (
        <button
          key={one.ref}
          type="button"
          aria-pressed={one.ref === chosen}
          onClick={() => onChoose(meant.said, one.ref)}
        >
          {one.name} {one.line && <span class="quiet">{one.line}</span>}
        </button>
      ))}
      <button
        type="button"
        aria-pressed={chosen === "new"}
        onClick={() => onChoose(meant.said, "new")}
      >
        somebody new
      </button>
    </div>
  )
}
