import { at, get, type Schemas } from "../../api"
import { publish, publishProposed, retract, type Published } from "../../events"
import { me } from "../../me"
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
  brief: boolean // a way before has the words, and what to press
}

/** The next step of a way: with words to take along, and a button that says it is done. */
export function Step({ step, doable, onDone, brief }: Props) {
  const move = doable.moves.find((one) => one.whom.id === step.whom)
  const resting = doable.resting.find((one) => one.whom.id === step.whom)
  const told = (receipt: string) => {
    onDone(receipt)
    doable.again(receipt)
  }
  const noted = ({ id, receipt }: Published, text: string) => {
    told(receipt)
    tell(`Noted: ${text}`, async () => told((await retract(id)).receipt))
  }
  const done = async (move: Move) => noted(await publishProposed(move.event), move.text)
  const thanked = async () => {
    const { ref } = await get<Schemas["PersonPage"]>(at("people", step.whom))
    noted(await publish("thanks.sent", { from: me.value, to: ref }), step.text)
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
      {!move && !brief && step.rung === "thanks" && (
        <div class="actions">
          <button onClick={thanked}>I've thanked them</button>
        </div>
      )}
      {!move && !brief && step.rung === "meet" && (
        <p>
          <a href="/introductions">Say there once you have met</a>
        </p>
      )}
      {!move && resting && <p class="advice">{resting.advice}</p>}
    </>
  )
}
