import { useState } from "preact/hooks"
import { Problem } from "../api"
import { iAm, isPersonRef, personRef } from "../me"
import { useFocus } from "../ui/focus"
import { Trouble } from "../ui/notice"

/** The first question: who I am. Everything else is answered from there. */
export function Start() {
  const field = useFocus<HTMLInputElement>()
  const [words, setWords] = useState("")
  const [problem, setProblem] = useState<Problem | null>(null)
  const begin = (event: Event) => {
    event.preventDefault()
    const ref = personRef(words)
    if (isPersonRef(ref)) iAm(ref)
    else
      setProblem(new Problem(422, `“${words}” is no address.`, "", "Write it as you@example.org"))
  }
  return (
    <article class="screen narrow">
      <h1>Who are you?</h1>
      <p>
        Inroad finds your way into a company through people you know. It knows you by your e-mail
        address, as your apps name you; no mail is sent to it, and it stays in this browser.
      </p>
      <form class="line" onSubmit={begin}>
        <label>
          <span class="hidden">Your e-mail address</span>
          <input
            type="text"
            inputMode="email"
            autocomplete="email"
            required
            ref={field}
            placeholder="you@example.org"
            value={words}
            onInput={(event) => setWords(event.currentTarget.value)}
          />
        </label>
        <button class="primary">That's me</button>
      </form>
      {problem && <Trouble problem={problem} />}
    </article>
  )
}
