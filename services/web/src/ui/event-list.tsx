import type { Schemas } from "../api"
import type { Paged } from "../asked"
import { dayOf } from "../words"
import { Few } from "./few"

type Event = Schemas["EventSeen"]

type Props = {
  of: readonly Event[]
  few?: number
  from: Paged<unknown>
  told: (event: Event) => string
  press: string // what the button of each says
  onPress: (event: Event) => void
}

/** Events, each with its day, in a sentence, and with a way to say that it is not so. */
export function EventList({ of, few, from, told, press, onPress }: Props) {
  return (
    <Few of={of} few={few ?? of.length} from={from}>
      {(shown) => (
        <ul class="events">
          {shown.map((event) => (
            <li key={`${event.source} ${event.id}`}>
              <time class="quiet" dateTime={event.time}>
                {dayOf(event.time)}
              </time>
              <span>{told(event)}</span>
              <button class="link small" onClick={() => onPress(event)}>
                {press}
              </button>
            </li>
          ))}
        </ul>
      )}
    </Few>
  )
}
