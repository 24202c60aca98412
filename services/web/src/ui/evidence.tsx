import { useState } from "preact/hooks"
import type { Schemas } from "../api"
import { usePages } from "../asked"
import { publish, sayAgain } from "../events"
import { sentenceOf, type Naming } from "../told"
import { EventList } from "./event-list"
import { Trouble, Waiting, tell } from "./notice"

type Page = Schemas["EvidencePage"]
type Event = Schemas["EventSeen"]

type Props = { at: string; named: Naming; onWrong?: (receipt: string) => void; open?: boolean }

/** What an answer rests on, event by event, each with a way to say that it is wrong. */
export function Evidence({ at, named, onWrong, open = false }: Props) {
  const [shown, setShown] = useState(open)
  return (
    <details class="evidence" open={shown} onToggle={(event) => setShown(event.currentTarget.open)}>
      <summary>How this is known</summary>
      {shown && <Events at={at} named={named} onWrong={onWrong ?? (() => undefined)} />}
    </details>
  )
}

const SHOWN = 10
const AT_ONCE = 5 // pages: they come in no order of time

function Events({
  at,
  named,
  onWrong,
}: {
  at: string
  named: Naming
  onWrong: (receipt: string) => void
}) {
  const page = usePages<Page>(at, "events", { limit: 200 }, AT_ONCE)
  if (!page.answer && page.problem) return <Trouble problem={page.problem} />
  if (!page.answer) return <Waiting what="Looking it up" />
  const events = [...page.answer.events].sort((one, other) => other.time.localeCompare(one.time))
  const wrong = async (event: Event) => {
    const { receipt } = await publish("event.retracted", { source: event.source, id: event.id })
    page.again(receipt)
    onWrong(receipt)
    tell("Taken as never said.", async () => {
      const back = await sayAgain(event)
      page.again(back.receipt)
      onWrong(back.receipt)
    })
  }
  return (
    <>
      <EventList
        of={events}
        few={SHOWN}
        from={page}
        told={(event) => sentenceOf(event, named)}
        press="Wrong?"
        onPress={wrong}
      />
      {page.more && (
        <p class="quiet">There is more than these {events.length}: the latest may be among it.</p>
      )}
      {page.problem && <Trouble problem={page.problem} />}
    </>
  )
}
