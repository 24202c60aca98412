import { useRef, useState } from "preact/hooks"
import { at, type Schemas } from "../api"
import { Screen } from "../app"
import { useAsked } from "../asked"
import { publishProposed, retract } from "../events"
import { useKeys } from "../keys"
import { me } from "../me"
import { NoteField } from "../ui/capture"
import { useTakenFocus } from "../ui/focus"
import { Key } from "../ui/key"
import { Trouble, Waiting, tell } from "../ui/notice"
import { Words } from "../ui/copy"
import { counted, dayOf } from "../words"
import { AddPeople } from "./add-people"
import { A_DAY, count, leaveOut, leftOut, leftToday, useNewDay } from "../day"

type Plan = Schemas["PlanAnswer"]
type Move = Schemas["Move"]

/** At most five moves, one by one: done, later, or not this person; then enough. */
export function Today() {
  const left = leftToday()
  const [dealt, setDealt] = useState<readonly string[]>([]) // the moves that were dealt with
  const plan = useAsked<Plan>(left > 0 ? at("people", me.value, "plan") : null, {
    k: A_DAY,
    never_ask: leftOut(),
  })
  useNewDay(() => {
    setDealt([])
    plan.again()
  })
  const moves = (plan.answer?.moves ?? []).filter((one) => !dealt.includes(one.id)).slice(0, left)
  const move = moves[0]

  const next = (one: Move) => {
    count(1)
    setDealt((ids) => [...ids, one.id])
  }
  const back = (one: Move, after = "") => {
    count(-1)
    setDealt((ids) => ids.filter((id) => id !== one.id))
    plan.again(after)
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
          number={dealt.length + 1}
          of={dealt.length + moves.length}
          onNext={next}
          onBack={back}
        />
      )}
      {(left <= 0 || (plan.answer && dealt.length > 0 && !move)) && <Enough />}
      {plan.answer && dealt.length === 0 && !move && left > 0 && (
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
  onNext: (move: Move) => void
  onBack: (move: Move, after?: string) => void
}

function OneMove({ move, number, of, onNext, onBack }: OneMoveProps) {
  const sending = useRef(false)
  const done = async () => {
    if (sending.current) return
    sending.current = true
    const { id } = await publishProposed(move.event).finally(() => (sending.current = false))
    tell(`Noted: ${move.text}`, async () => onBack(move, (await retract(id)).receipt))
    onNext(move)
  }
  const leave = (text: string, days?: number) => {
    const bringBack = leaveOut(move.whom.ref, days)
    tell(text, async () => {
      bringBack()
      onBack(move)
    })
    onNext(move)
  }
  const later = () => leave(`${move.whom.name} comes up again in a week.`, 7)
  const no = () => leave(`${move.whom.name} is left in peace.`)
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
      <Words text={move.words} below={move.blurb} />
      <div class="actions">
        <button class="primary" onClick={done}>
          Done <Key of="D" />
        </button>
        <button onClick={later}>
          Later <Key of="L" />
        </button>
        <button onClick={no}>
          Not this person <Key of="N" />
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
