import { Company, toPerson } from "../../ui/links"
import { capital, counted } from "../../words"
import type { Change, Shown } from "./address"
import type { Network, Person } from "./network"
import { keyOf, trailTo } from "./network"
import { standing, tieTold } from "./told"

type Props = {
  network: Network
  called: string // whoever is in the middle
  one: Person
  shown: Shown
  onChange: Change
}

/** Who is chosen: how they stand to the middle, step by step, and where to go on from here. */
export function Chosen({ network, called, one, shown, onChange }: Props) {
  const { middle } = network
  const beside = network.beside.get(one.id)?.length ?? 0
  const widened = shown.wider.includes(one.id)
  return (
    <section class="card chosen" aria-label="Chosen">
      <h2>
        <a href={toPerson(one.ref)}>{one.name}</a>
      </h2>
      {one.headline && <p>{one.headline}</p>}
      {one.employer && !one.headline.includes(one.employer.name) && (
        <p>
          Works at <Company which={one.employer} />
        </p>
      )}
      {one !== middle && <Trail network={network} called={called} one={one} />}
      <p class="quiet">
        {counted(beside, "tie")} of theirs in the drawing
        {widened && network.more.has(one.id) ? "; more are known." : "."}
      </p>
      <div class="actions">
        {one !== middle && (
          <button
            onClick={() =>
              onChange({
                wider: widened
                  ? shown.wider.filter((id) => id !== one.id)
                  : [...shown.wider, one.id],
              })
            }
          >
            {widened ? "Fold in again" : "Widen from here"}
          </button>
        )}
        {one.employer && shown.to !== one.employer.ref && (
          <button onClick={() => onChange({ to: one.employer!.ref, who: "" })}>
            Way to {one.employer.name}
          </button>
        )}
        {one !== middle && (
          <button onClick={() => onChange({ around: one.ref, wider: [], who: "", to: "" })}>
            Look from {one.name}
          </button>
        )}
        <button onClick={() => onChange({ who: "" }, true)}>Close</button>
      </div>
    </section>
  )
}

/** The surest way from the middle, a line a step. */
function Trail({ network, called, one }: Pick<Props, "network" | "called" | "one">) {
  const trail = trailTo(network, one.id)
  if (trail[0] !== network.middle.id) return <p>{standing(network, one)}</p>
  return (
    <ol class="chain">
      {trail.map((id, number) => {
        const next = trail[number + 1]
        const tie = next && network.ties.get(keyOf(id, next))
        return (
          <li key={id}>
            <span class="who">{number === 0 ? capital(called) : network.person.get(id)!.name}</span>
            {tie && <span class="tie">{tieTold(tie)}</span>}
          </li>
        )
      })}
    </ol>
  )
}
