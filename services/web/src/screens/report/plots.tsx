/**
 * Plots in SVG that fit any width: places along the weeks are in per cent, heights in pixels.
 * What they show stands in the table of the weeks too, so they are pictures with a sentence.
 */
import type { ComponentChildren } from "preact"

const HEIGHT = 88 // pixels between the least and the greatest
const TOP = 16
const FOOT = TOP + HEIGHT
const ROW = 34 // pixels a row of a strip

export type Layer = "hard" | "direct" | "soft"
export type Values = readonly (number | null | undefined)[]

type FigureProps = {
  title: string
  text: string
  layers?: Partial<Record<Layer, string>> // what each colour means
  ends: [string, string] // the first and the last day
  height?: number
  children: ComponentChildren
}

export function Figure({ title, text, layers = {}, ends, height = FOOT, children }: FigureProps) {
  return (
    <figure class="plot">
      <figcaption>
        <strong>{title}</strong> <span class="quiet">{text}</span>
      </figcaption>
      <svg
        role="img"
        aria-label={`${title}, week by week. ${text}`}
        width="100%"
        height={height + 4}
      >
        {children}
      </svg>
      <div class="ends" aria-hidden="true">
        <span>{ends[0]}</span>
        <span>{ends[1]}</span>
      </div>
      <ul class="key">
        {Object.entries(layers).map(([layer, words]) => (
          <li key={layer} class={layer}>
            {words}
          </li>
        ))}
      </ul>
    </figure>
  )
}

/** Bars of shares or counts, one a week, the layers on each other; *most* is the greatest. */
export function Bars({
  layers,
  most,
  scale,
}: {
  layers: [Layer, Values][]
  most: number
  scale: string
}) {
  const weeks = layers[0]![1].length
  return (
    <>
      <Scale most={scale} />
      {Array.from({ length: weeks }, (_, week) => {
        let top = FOOT
        return layers.map(([layer, values]) => {
          const tall = ((values[week] ?? 0) / (most || 1)) * HEIGHT
          top -= tall
          return (
            tall > 0 && <Bar key={layer} layer={layer} week={week} of={weeks} y={top} tall={tall} />
          )
        })
      })}
    </>
  )
}

/** A line through values from 0 to 1, broken where there is none. */
export function Line({ values, scale }: { values: Values; scale: string }) {
  const points = values.map((value, week) =>
    value === null || value === undefined
      ? null
      : { x: middle(week, values.length), y: FOOT - value * HEIGHT },
  )
  return (
    <>
      <Scale most={scale} />
      {points.map((point, week) => {
        const next = points[week + 1]
        return (
          point && (
            <g key={week}>
              {next && (
                <line class="line" x1={`${point.x}%`} y1={point.y} x2={`${next.x}%`} y2={next.y} />
              )}
              <circle class="point" cx={`${point.x}%`} cy={point.y} r="2.5" />
            </g>
          )
        )
      })}
    </>
  )
}

export function stripHeight(rows: number): number {
  return rows * ROW
}

/** A row a kind: in each week a bar, the taller the more there were. */
export function Strip({ rows }: { rows: [string, readonly number[]][] }) {
  const most = Math.max(1, ...rows.flatMap(([, counts]) => counts))
  return (
    <>
      {rows.map(([name, counts], place) => {
        const foot = (place + 1) * ROW
        const all = counts.reduce((sum, count) => sum + count, 0)
        return (
          <g key={name}>
            <text class="row" x="0" y={foot - 20}>
              {name} · {all}
            </text>
            <line class="edge" x1="0" y1={foot} x2="100%" y2={foot} />
            {counts.map((count, week) => {
              const tall = 5 + (10 * count) / most
              return (
                count > 0 && (
                  <Bar
                    key={week}
                    layer="hard"
                    week={week}
                    of={counts.length}
                    y={foot - tall}
                    tall={tall}
                  />
                )
              )
            })}
          </g>
        )
      })}
    </>
  )
}

type BarProps = { layer: Layer; week: number; of: number; y: number; tall: number }

function Bar({ layer, week, of, y, tall }: BarProps) {
  const x = `${((week + 0.1) * 100) / of}%`
  return <rect class={layer} x={x} width={`${80 / of}%`} y={y} height={tall} />
}

function Scale({ most }: { most: string }) {
  return (
    <>
      <line class="edge" x1="0" y1={FOOT} x2="100%" y2={FOOT} />
      <line class="edge" x1="0" y1={TOP} x2="100%" y2={TOP} />
      <text class="scale" x="0" y="11">
        {most}
      </text>
    </>
  )
}

function middle(week: number, weeks: number): number {
  return ((week + 0.5) * 100) / weeks
}
