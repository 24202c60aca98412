import { useRef, useState } from "preact/hooks"
import { at, type Schemas } from "../api"
import { Screen } from "../app"
import { useAsked } from "../asked"
import { publishProposed, retract } from "../events"
import { useKeys } from "../keys"
import { me } from "../me"
import { NoteField } from "../ui/capture"
import { useTakenFocus } from "../ui/focus"
import { Trouble, Waiting, tell } from "../ui/notice"
import { Words } from "../ui/copy"
import { counted, dayOf } from "../words"
import { AddPeople } from "./add-people"
import { A_DAY, count, leaveOut, leftOut, leftToday, uncount } from "../day"

type Plan = Schemas["PlanAnswer"]
type Move = Schemas["Move"]

/** At most five moves, one by one: done, later, or not this person; then enough. */
export function Today() {
  const left = leftToday()
  const [gone, setGone] = useState<readonly string[]>([]) // moves, by id
  const plan = useAsked<Plan>(left > 0 ? at("people", me.value, "plan") : null, {
    k: A_DAY,
    never_ask: leftOut(),
  })
  const open = plan.answer?.moves.filter(({ id }) => !gone.includes(id)) ?? []
  const moves = open.slice(0, Math.max(0, left))
  const move = moves[0]

  const next = ({ id }: Move) => {
    count()
    setGone((ids) => [...ids, id])
    return () => {
      uncount()
      setGone((ids) => ids.filter((one) => one !== id))
    }
  }
  if (plan.problem?.status === 404) return <AddPeople first />
  return (
    <Screen title="Today">
      <NoteField onNoted={plan.again} />
      {plan.problem && <Trouble problem={plan.problem} />}
      {plan.waiting && !plan.answer && <Waiting what="Looking over all your companies" />}
      {plan.answer && move && (
        <OneMove
          key={move.id}
          move={move}
          number={gone.length + 1}
          of={gone.length + moves.length}
          onNext={next}
        />
      )}
      {(left <= 0 || (plan.answer && gone.length > 0 && !move)) && <Enough />}
      {plan.answer && gone.length === 0 && !move && left > 0 && (
        <p class="lead">{plan.answer.sentence}</p>
      )}
      {plan.answer && plan.answer.resting.length > 0 && <Resting plan={plan.answer} />}
      <p>
        <a href="/add">Add people and companies</a>
      </p>
    </Screen>
  )
}

type OneMoveProps = {
  move: Move
  number: number
  of: number
  onNext: (move: Move) => () => void // what comes back has it come again
}

function OneMove({ move, number, of, onNext }: OneMoveProps) {
  const sending = useRef(false)
  const done = async () => {
    if (sending.current) return
    sending.current = true
    const { id } = await publishProposed(move.event).finally(() => (sending.current = false))
    const again = onNext(move)
    tell(`Noted: ${move.text}`, async () => {
      await retract(id)
      again()
    })
  }
  const later = () => {
    const back = leaveOut(move.whom.ref, 7)
    const again = onNext(move)
    tell(`${move.whom.name} comes up again in a week.`, async () => {
      back()
      again()
    })
  }
  const no = () => {
    const back = leaveOut(move.whom.ref)
    const again = onNext(move)
    tell(`${move.whom.name} is left in peace.`, async () => {
      back()
      again()
    })
  }
  useKeys({ d: done, l: later, n: no })
  const card = useTakenFocus<HTMLElement>(number > 1)
  return (
    <section ref={card} tabIndex={-1} class="card move" aria-label={`Move ${number} of ${of}`}>
      <p class="quiet">
        {number} of {of}
      </p>
      <h2>{move.text}</h2>
      <p>{move.why}</p>
      <ul class="chips" aria-label="May open">
        {move.opens.map((one) => (
          <li key={one.company.id}>{one.company.name}</li>
        ))}
        {move.more > 0 && <li>and {counted(move.more, "more", "more")}</li>}
      </ul>
      {move.advice && <p class="advice">{move.advice}</p>}
      <Words text={move.words} />
      {move.blurb && (
        <details>
          <summary>To send on</summary>
          <Words text={move.blurb} />
        </details>
      )}
      <div class="actions">
        <button class="primary" onClick={done}>
          Done <kbd>D</kbd>
        </button>
        <button onClick={later}>
          Later <kbd>L</kbd>
        </button>
        <button onClick={no}>
          Not this person <kbd>N</kbd>
        </button>
      </div>
    </section>
  )
}

function Enough() {
  return (
    <section class="card enough">
      <h2>Enough for today.</h2>
      <p class="quiet">Tomorrow is another day.</p>
    </section>
  )
}

function Resting({ plan }: { plan: Plan }) {
  return (
    <details class="resting">
      <summary>{counted(plan.resting.length, "person", "people")} in peace for now</summary>
      <ul>
        {plan.resting.map((one) => (
          <li key={one.whom.id}>
            {one.advice} {one.until && <span class="quiet">until {dayOf(one.until)}</span>}
          </li>
        ))}
      </ul>
    </details>
  )
}
