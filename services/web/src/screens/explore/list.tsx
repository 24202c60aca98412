import { useEffect, useState } from "preact/hooks"
import type { Network } from "./network"
import { standing } from "./told"

type Props = {
  network: Network
  chosen: string
  lit: ReadonlySet<string> | null
  onChoose: (id: string) => void
  onLook: (id: string) => void
}

const STEP = 60 // people more at a time

/** The drawing in words: whom it shows, the surest first. Arrows lead from one to the next. */
export function List({ network, chosen, lit, onChoose, onLook }: Props) {
  const [shown, setShown] = useState(STEP)
  useEffect(() => setShown(STEP), [network.middle.id, lit])
  const people = lit ? network.people.filter((one) => lit.has(one.id)) : network.people
  const others = people.filter((one) => one !== network.middle)
  const left = others.length - shown
  return (
    <section class="listed" aria-label="The same in words">
      <ol onKeyDown={walked} onMouseLeave={() => onLook("")}>
        {others.slice(0, shown).map((one) => (
          <li key={one.id}>
            <button
              aria-current={one.id === chosen}
              onClick={() => onChoose(one.id)}
              onFocus={() => onLook(one.id)}
              onBlur={() => onLook("")}
              onMouseEnter={() => onLook(one.id)}
            >
              <span class="who">{one.name}</span>
              <span class="quiet">
                {[one.employer?.name, standing(network, one)].filter(Boolean).join(" · ")}
              </span>
            </button>
          </li>
        ))}
      </ol>
      {others.length === 0 && <p class="quiet">Nobody else.</p>}
      {left > 0 && (
        <button class="link" onClick={() => setShown(shown + STEP)}>
          Show {Math.min(STEP, left)} more of {left.toLocaleString("en")}
        </button>
      )}
    </section>
  )
}

/** Up and down lead through the list. */
function walked(event: KeyboardEvent): void {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return
  const line = (event.target as HTMLElement).closest("li")
  const next = event.key === "ArrowDown" ? line?.nextElementSibling : line?.previousElementSibling
  if (!next) return
  event.preventDefault()
  next.querySelector("button")!.focus()
}
