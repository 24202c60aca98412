import { useState } from "preact/hooks"
import { post, type Problem, problemOf, remove, type Schemas } from "../../api"
import { useAsked } from "../../asked"
import { Trouble, tell } from "../../ui/notice"

type Page = Schemas["RulesPage"]

const AT = "/v1/ignored"

/** Whom no import names: lasting rules. */
export function Ignored() {
  const [words, setWords] = useState("")
  const [problem, setProblem] = useState<Problem | null>(null)
  const page = useAsked<Page>(AT)
  const put = async (who: string) => {
    await post(AT, { who })
    page.again()
  }
  const take = async (who: string) => {
    await remove(AT, { who })
    page.again()
  }
  const tried = async (work: Promise<void>) => {
    setProblem(null)
    try {
      await work
      return true
    } catch (error) {
      setProblem(problemOf(error))
      return false
    }
  }
  const add = async (event: Event) => {
    event.preventDefault()
    if (!(await tried(put(words)))) return
    tell(`${words} is named by no import from now on.`, () => take(words))
    setWords("")
  }
  const drop = async (who: string) => {
    if (await tried(take(who))) tell(`Imports may name ${spoken(who)} again.`, () => put(who))
  }
  return (
    <section>
      <h2>Whom to leave out</h2>
      <p>
        No import names them from now on: a person by their address, or everybody at a domain. What
        was imported before stays.
      </p>
      {page.problem && <Trouble problem={page.problem} />}
      {problem && <Trouble problem={problem} />}
      <form class="line" onSubmit={add}>
        <label>
          <span class="hidden">Whom to leave out</span>
          <input
            required
            placeholder="ann@example.org or @example.org"
            value={words}
            onInput={(event) => setWords(event.currentTarget.value)}
          />
        </label>
        <button>Leave out</button>
      </form>
      <ul class="imports">
        {page.answer?.ignored.map((who) => (
          <li key={who}>
            <span>{spoken(who)}</span>
            <button onClick={() => drop(who)} aria-label={`Name ${spoken(who)} again`}>
              Name again
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

function spoken(rule: string): string {
  return rule.startsWith("@") ? `everybody at ${rule.slice(1)}` : rule.replace(/^email:/, "")
}
