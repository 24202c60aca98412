/** What somebody asks for twice, because nothing shows yet, is done once. */

const SHOWN = 5_000 // milliseconds by which the screen shows what was done

let latest: { what: string; done: Promise<unknown> } | null = null

/** Does *work*, unless the same *what* was the last thing done, just now. */
export function once<T>(what: string, work: () => Promise<T>): Promise<T> {
  if (latest?.what === what) return latest.done as Promise<T>
  const done = work()
  const mine = { what, done }
  const leave = () => {
    if (latest === mine) latest = null
  }
  latest = mine
  done.then(() => setTimeout(leave, SHOWN), leave)
  return done
}

/**
 * The second click of a double one, and what a held Enter repeats, press no button: it would be
 * the next one, where that has come in its place.
 */
export function pressOnce(): void {
  const drop = (event: Event) => {
    event.preventDefault()
    event.stopImmediatePropagation()
  }
  const target = (event: Event) => event.target as Element
  addEventListener(
    "click",
    (event) => {
      const button = target(event).closest("button")
      if (event.detail > 1 && button && !("again" in button.dataset)) drop(event)
    },
    true,
  )
  addEventListener(
    "keydown",
    (event) => {
      if (event.repeat && event.key === "Enter" && target(event).matches("button, input"))
        drop(event)
    },
    true,
  )
}
