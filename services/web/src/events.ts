/** Saying something happened: events of the owner's own source, and taking them back. */
import { signal } from "@preact/signals"
import { post, type Schemas } from "./api"
import { freshId } from "./ids"
import { once } from "./once"

export const OWNER = "urn:inroad:owner"

export type Published = { id: string; receipt: string }

/** A CloudEvent that the service has made, to be published as it is. */
export type Made = Schemas["JottingsPage"]["events"][number]

export function publish(kind: string, data: Record<string, unknown>): Promise<Published> {
  return once(JSON.stringify([kind, data]), async () => {
    const event = eventOf(kind, data)
    return { id: event.id, receipt: await sent([event]) }
  })
}

/** What the service proposes to publish once it is done. */
export function publishProposed(event: Schemas["Proposed"]): Promise<Published> {
  return publish(event.type.replace(/^inroad\./, "").replace(/\.v1$/, ""), event.data)
}

/** Publishes *events*; the receipt is that of all of them, and undo takes all of them back. */
export async function publishAll(
  events: readonly Made[],
): Promise<{ receipt: string; undo: () => Promise<string> }> {
  return { receipt: await inOrder(events), undo: () => retractAll(events) }
}

/** Undo of all of *events*; the receipt is that of the last. */
export function retractAll(events: readonly Made[]): Promise<string> {
  return inOrder(events.map(({ source, id }) => eventOf("event.retracted", { source, id })))
}

/** Undo: the event counts as never received. */
export function retract(id: string): Promise<Published> {
  return publish("event.retracted", { source: OWNER, id })
}

/** Undo of a retraction, which is for good: the same is said anew, now by the owner. */
export async function sayAgain({ type, time, data }: Schemas["EventSeen"]): Promise<Published> {
  const id = freshId()
  return { id, receipt: await sent([{ specversion: "1.0", type, source: OWNER, id, time, data }]) }
}

/** An event of the owner's own, as of now. */
export function eventOf(kind: string, data: Record<string, unknown>) {
  return {
    specversion: "1.0",
    type: `inroad.${kind}.v1`,
    source: OWNER,
    id: freshId(),
    time: new Date().toISOString(),
    data,
  }
}

/** Of one request the service sends several events at once; the last goes after all others. */
async function inOrder(events: readonly Made[]): Promise<string> {
  const last = events.at(-1)
  if (!last) return ""
  if (events.length > 1) await sent(events.slice(0, -1))
  return sent([last])
}

/** How many requests to publish are under way. */
export const publishing = signal(0)

async function sent(events: readonly Made[]): Promise<string> {
  const batch = "application/cloudevents-batch+json"
  publishing.value++
  try {
    const told = await post<Schemas["Receipts"]>("/v1/events", events, batch)
    return told.receipts.at(-1)!.receipt
  } finally {
    publishing.value--
  }
}
