import type { Schemas } from "../../api"
import { publishProposed, retract } from "../../events"
import { Words } from "../../ui/copy"
import { tell } from "../../ui/notice"

type Move = Pick<Schemas["Move"], "id" | "whom" | "rung" | "text" | "words" | "event"> &
  Partial<Pick<Schemas["Move"], "blurb">>

export type Doable = {
  moves: Move[]
  resting: Schemas["Resting"][]
  again: (receipt: string) => void
}

type Props = {
  step: Schemas["NextStep"]
  doable: Doable
  onDone: (receipt: string) => void
  brief: boolean // without the words
}

/** The next step of a way: with words to take along, and a button that says it is done. */
export function Step({ step, doable, onDone, brief }: Props) {
  const move = doable.moves.find((one) => one.whom.id === step.whom)
  const resting = doable.resting.find((one) => one.whom.id === step.whom)
  const told = (receipt: string) => {
    onDone(receipt)
    doable.again(receipt)
  }
  const done = async (move: Move) => {
    const { id, receipt } = await publishProposed(move.event)
    told(receipt)
    tell(`Noted: ${move.text}`, async () => told((await retract(id)).receipt))
  }
  return (
    <>
      <p class="step">{move?.text ?? step.text}</p>
      {move && !brief && (
        <>
          <Words text={move.words} below={move.blurb} />
          <div class="actions">
            <button onClick={() => done(move)}>I've done it</button>
            {move.rung === "sheet" && (
              <a class="button" href={`/hand-over/${encodeURIComponent(move.whom.ref)}`}>
                Show the sheet here
              </a>
            )}
          </div>
        </>
      )}
      {!move && resting && <p class="advice">{resting.advice}</p>}
    </>
  )
}
