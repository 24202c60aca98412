/** Saying something happened: an event of the owner's own source, and taking it back. */
import { post, type Schemas } from "./api"

export const OWNER = "urn:inroad:owner"

export type Published = { id: string; receipt: string }

export function publish(kind: string, data: Record<string, unknown>): Promise<Published> {
  return say(`inroad.${kind}.v1`, new Date().toISOString(), data)
}

async function say(type: string, time: string, data: Record<string, unknown>): Promise<Published> {
  const id = crypto.randomUUID()
  const event = { specversion: "1.0", type, source: OWNER, id, time, data }
  const batch = "application/cloudevents-batch+json"
  const told = await post<Schemas["Receipts"]>("/v1/events", [event], batch)
  return { id, receipt: told.receipts[0]!.receipt }
}

/** Undo: the event counts as never received. */
export function retract(id: string): Promise<Published> {
  return publish("event.retracted", { source: OWNER, id })
}

/** Undo of a retraction, which is for good: what was retracted is said anew, of its own time. */
export function sayAgain(event: Schemas["EventSeen"]): Promise<Published> {
  return say(event.type, event.time, event.data)
}
