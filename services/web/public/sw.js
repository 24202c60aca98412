// Lets the page open without a network: keeps the files of the latest build that was seen, and
// nothing that the service answers. With a network the page always comes from there, so that a
// new build needs nothing of this file.
const CACHE = "inroad-page"
const PAGE = "/" // the one page behind every screen's address

addEventListener("install", (event) => {
  skipWaiting()
  // What is asked of the service never comes here, where a browser can do that: a word sent while
  // the page is left would be lost with it.
  if (event.addRoutes)
    event.addRoutes({
      condition: { urlPattern: new URLPattern({ pathname: "/v1/*" }) },
      source: "network",
    })
  event.waitUntil(fetch(PAGE).then(renew))
})

addEventListener("activate", (event) => event.waitUntil(clients.claim()))

addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request
  const { origin, pathname } = new URL(url)
  if (method !== "GET" || origin !== location.origin || pathname.startsWith("/v1/")) return
  if (pathname.startsWith("/assets/")) event.respondWith(file(event.request))
  else if (mode === "navigate") event.respondWith(page(event))
})

async function page(event) {
  try {
    const response = await fetch(event.request)
    event.waitUntil(renew(response.clone()))
    return response
  } catch {
    return (await caches.match(PAGE)) ?? Response.error()
  }
}

// A built file's name changes with what is in it: what is kept is never out of date.
async function file(request) {
  return (await caches.match(request)) ?? fetch(request)
}

// Keep this page and the files that it names, and of an earlier build nothing. The page goes in
// after its files: whatever happens in between, what is kept fits together.
async function renew(response) {
  if (!response.ok || !response.headers.get("content-type")?.startsWith("text/html")) return
  const text = await response.clone().text()
  const named = [...text.matchAll(/\/assets\/[^"']+/g)].map(([path]) => path)
  const cache = await caches.open(CACHE)
  const kept = (await cache.keys()).map(({ url }) => new URL(url).pathname)
  await cache.addAll(named.filter((path) => !kept.includes(path)))
  await cache.put(PAGE, response)
  const old = kept.filter((path) => path !== PAGE && !named.includes(path))
  await Promise.all(old.map((path) => cache.delete(path)))
}
