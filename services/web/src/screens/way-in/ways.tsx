import { at, type Schemas } from "../../api"
import { areSettled, useAsked } from "../../asked"
import { leftOut } from "../../day"
import { me } from "../../me"
import { Lead } from "../../ui/copy"
import { Evidence } from "../../ui/evidence"
import { Company, Person, namesOf } from "../../ui/links"
import { Waiting } from "../../ui/notice"
import { ago, counted, percent, relation } from "../../words"
import { NoWay } from "./no-way"
import type { Change } from "./options"
import { spoken, type Question } from "./question"
import { Step, type Doable } from "./step"

type Answer = Schemas["PathAnswer"]
type Path = Schemas["PathFound"]
type Named = Schemas["Named"]
type Coffee = Schemas["CoffeeMove"]

type Props = {
  answer: Answer
  question: Question
  onChange: Change
  onAvoid: (who: Named) => void
  onTold: (receipt: string) => void
}

/** The answer: one sentence, then the ways, then those that a coffee would open or shorten. */
export function Ways({ answer, question, onChange, onAvoid, onTold }: Props) {
  const { settled, coffees, ...doable } = useDoable(answer)
  const away = answer.one_coffee_away
  const nearer = coffees.filter(({ opens }) =>
    opens.some(({ company }) => answer.paths.length > 0 && company.id === answer.to?.id),
  )
  const shared = { answer, doable, onAvoid, onTold }
  return (
    <>
      <Lead text={leadOf(answer, question)} />
      {answer.warning && <p class="advice">{answer.warning.text}</p>}
      {answer.no_path && (
        <NoWay answer={answer} question={question} onChange={onChange} onTold={onTold} />
      )}
      {!settled && <Waiting what="Looking what to do next" />}
      <ol class="ways">
        {(settled ? answer.paths : []).map((path, number) => (
          <li key={keyOf(path)}>
            <Way path={path} first={number === 0} {...shared} />
          </li>
        ))}
      </ol>
      {settled && away.length > 0 && (
        <section>
          <h2>One coffee away</h2>
          <p class="quiet">Somebody you hardly know stands at the beginning of these.</p>
          <ol class="ways">
            {away.map((path) => (
              <li key={keyOf(path)}>
                <Way path={path} dotted {...shared} />
              </li>
            ))}
          </ol>
        </section>
      )}
      {settled && nearer.length > 0 && (
        <section>
          <h2>Nearer, after a coffee</h2>
          <ul class="ways">
            {nearer.map((one) => (
              <li key={one.id} class="card way">
                <p>{one.why}</p>
                <Step
                  step={{ rung: one.rung, text: one.text, whom: one.whom.id }}
                  doable={doable}
                  onDone={onTold}
                  brief={false}
                />
              </li>
            ))}
          </ul>
        </section>
      )}
      {answer.cut && (
        <p class="quiet">The search was cut short: there may be better ways, or more.</p>
      )}
    </>
  )
}

/** The answer in a sentence; what would help stands below it, to be pressed. */
function leadOf(answer: Answer, question: Question): string {
  const none = answer.no_path
  if (!none || answer.one_coffee_away.length) return answer.sentence
  return none.reason === "unknown_company"
    ? `Nobody you know has been heard of at ${spoken(question.to)} yet.`
    : none.text
}

/** Whether a way before it begins with the same step, and so has its words. */
function repeats(path: Path, answer: Answer): boolean {
  const first = answer.paths.find((one) => one.next_step?.whom === path.next_step?.whom)
  return first !== undefined && first !== path
}

function keyOf(path: Path): string {
  return path.people.map((one) => one.id).join()
}

/** What may be done next with whom, as the plan says it; of soft ties as the coffees do. */
function useDoable(answer: Answer): Doable & { settled: boolean; coffees: readonly Coffee[] } {
  const standing = { k: 20, never_ask: leftOut() }
  const of = (what: string) => at("people", me.value, what)
  const plan = useAsked<Schemas["PlanAnswer"]>(answer.paths.length ? of("plan") : null, standing)
  const helps = answer.one_coffee_away.length > 0 || (answer.paths[0]?.hops ?? 0) > 1
  const coffees = useAsked<Schemas["CoffeesAnswer"]>(helps ? of("coffees") : null, standing)
  return {
    settled: areSettled(plan, coffees),
    coffees: coffees.answer?.coffees ?? [],
    moves: [...(plan.answer?.moves ?? []), ...(coffees.answer?.coffees ?? [])],
    resting: [...(plan.answer?.resting ?? []), ...(coffees.answer?.resting ?? [])],
    again: (receipt) => {
      plan.again(receipt)
      coffees.again(receipt)
    },
  }
}

type WayProps = {
  path: Path
  answer: Answer
  doable: Doable
  first?: boolean // the lead has its sentence
  dotted?: boolean
  onAvoid: (who: Named) => void
  onTold: (receipt: string) => void
}

function Way(props: WayProps) {
  const { path, answer, doable, first = false, dotted = false, onAvoid, onTold } = props
  const last = path.people.length - 1
  const named = namesOf(answer.from, ...path.people, answer.to)
  const out = leftOut()
  const spared = path.people.find(({ id, ref }) => id === path.next_step?.whom && out.includes(ref))
  return (
    <div class="card way">
      {!first && <p>{path.sentence}</p>}
      {path.next_step && (
        <Step step={path.next_step} doable={doable} onDone={onTold} brief={repeats(path, answer)} />
      )}
      {spared && (
        <p class="advice">
          You leave <Person who={spared} /> in peace.
        </p>
      )}
      <ol class="chain">
        {path.people.map((person, number) => {
          const tie = path.ties[number]
          return (
            <li key={person.id} class={number === last ? "insider" : ""}>
              <span class="who">
                {number === 0 ? "You" : <Person who={person} />}
                {number === last && <At path={path} company={answer.to} />}
              </span>
              {number > 0 && number < last && (
                <button class="link small" onClick={() => onAvoid(person)}>
                  Not via {person.name}
                </button>
              )}
              {number === last && (
                <Evidence at={path.insider.evidence} named={named} onWrong={onTold} />
              )}
              {tie && (
                <div class={dotted && number === 0 ? "tie dotted" : "tie"}>
                  {[...tie.relations.map(relation), tie.words].join(" · ")}
                  {tie.last_contact && ` · last contact ${ago(tie.last_contact)}`}
                  {tie.weakest && path.ties.length > 1 && <em> the weakest link</em>}
                  <Evidence at={tie.evidence} named={named} onWrong={onTold} />
                </div>
              )}
            </li>
          )
        })}
      </ol>
      <details>
        <summary>The numbers</summary>
        <p class="quiet">
          {counted(path.hops, "hop")}, {percent(path.chance)} likely to carry an introduction
          {path.ties.length > 1 && <>: {path.ties.map((tie) => percent(tie.sure)).join(" × ")}</>}.
        </p>
      </details>
    </div>
  )
}

function At({ path, company }: { path: Path; company: Named | null }) {
  return (
    <span class="quiet">
      {company && (
        <>
          {" "}
          at <Company which={company} />
        </>
      )}
      {path.insider.title && `, ${path.insider.title}`}
      {path.insider.former && ", until lately"}
    </span>
  )
}
