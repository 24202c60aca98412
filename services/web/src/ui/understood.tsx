import "./understood.css"
import type { Schemas } from "../api"
import type { Jotting } from "../jottings"
import { NEW, Which } from "./which"

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
          <Which
            key={one.said}
            said={one.said}
            candidates={one.candidates}
            chosen={one.new ? NEW : one.whom?.ref}
            orNew
            onChoose={(ref) => onChoose(one.said, ref)}
          />
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
