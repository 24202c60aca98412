import { useState } from "preact/hooks"
import { iAm, personRef } from "../me"

/** The first question: who I am. Everything else is answered from there. */
export function Start() {
  const [words, setWords] = useState("")
  const begin = (event: Event) => {
    event.preventDefault()
    iAm(personRef(words))
  }
  return (
    <article class="screen narrow">
      <h1>Who are you?</h1>
      <p>Your e-mail address, as your apps name you. It stays in this browser.</p>
      <form class="line" onSubmit={begin}>
        <label>
          <span class="hidden">Your e-mail address</span>
          <input
            type="text"
            inputMode="email"
            autocomplete="email"
            required
            placeholder="you@example.org"
            value={words}
            onInput={(event) => setWords(event.currentTarget.value)}
          />
        </label>
        <button class="primary">That's me</button>
      </form>
    </article>
  )
}
