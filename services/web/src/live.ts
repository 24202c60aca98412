/** That the graph has changed, as the service tells it: one stream of events for the whole page. */

/** A position that answers show by now, as `GET /v1/changes/stream` tells it. */
export type Applied = {
  since: number
  position: number
  changed: Record<string, number>
  people: string[]
  companies: string[]
  whole: boolean // nobody and no company is left out
}
/** null: something may have been missed. */
type Hearer = (applied: Applied | null) => void

const UNUSED = 5_000 // milliseconds out of sight, or with nobody who listens, until it is closed
const REFUSED = 10_000 // milliseconds until the next try, where the service has no place for it
const SOON = 100 // milliseconds that changes gather
const PAUSE = 1000 // milliseconds between two times that the same is asked again

const hearers = new Set<Hearer>()
let stream: EventSource | null = null
let missed = false
let heard: number | null = null // the latest position
let timer: ReturnType<typeof setTimeout>

function tell(applied: Applied | null): void {
  for (const hear of [...hearers]) hear(applied)
}

/** Open while somebody looks and listens; closed some time after. */
function tend(): void {
  clearTimeout(timer)
  if (hearers.size > 0 && !document.hidden) open()
  else timer = setTimeout(close, UNUSED)
}

function open(): void {
  if (stream) return
  stream = new EventSource("/v1/changes/stream")
  stream.addEventListener("applied", ({ data }) => {
    const applied = JSON.parse(data) as Applied
    tell(heard !== null && applied.since > heard ? null : applied)
    heard = applied.position
  })
  stream.addEventListener("error", () => {
    if (stream?.readyState !== EventSource.CLOSED) return // the browser comes back by itself
    close()
    timer = setTimeout(tend, REFUSED)
  })
  if (missed) tell(null)
  missed = false
}

function close(): void {
  missed ||= stream !== null
  stream?.close()
  stream = null
}

document.addEventListener("visibilitychange", tend)

/**
 * Calls *again* soon after a change that *matters*, and at most once a second while many come.
 * What comes back ends it.
 */
export function onChanges(matters: (applied: Applied) => boolean, again: () => void): () => void {
  let waiting: ReturnType<typeof setTimeout> | undefined
  let last = 0
  const hear = (applied: Applied | null) => {
    if (waiting !== undefined || (applied && !matters(applied))) return
    const wait = Math.max(SOON, last + PAUSE - Date.now())
    waiting = setTimeout(() => {
      waiting = undefined
      last = Date.now()
      again()
    }, wait)
  }
  hearers.add(hear)
  tend()
  return () => {
    hearers.delete(hear)
    clearTimeout(waiting)
    tend()
  }
}

/** Whether *applied* is about somebody, or a company, that is named in *answer* by its id. */
export function names(answer: unknown, applied: Applied): boolean {
  const told = JSON.stringify(answer)
  return !applied.whole || [...applied.people, ...applied.companies].some((id) => told.includes(id))
}
