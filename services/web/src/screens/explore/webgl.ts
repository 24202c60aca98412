/** What this browser draws with. */

const context = document.createElement("canvas").getContext("webgl2")
const named = context?.getExtension("WEBGL_debug_renderer_info")
const renderer = String(
  context?.getParameter(named ? named.UNMASKED_RENDERER_WEBGL : context.RENDERER) ?? "",
)
context?.getExtension("WEBGL_lose_context")?.loseContext() // it was only to ask

/** Whether it has WebGL 2, which the drawing needs. */
export const DRAWS = context !== null

/** Whether the processor draws alone, as where there is no GPU. */
export const UNAIDED = /swiftshader|llvmpipe|software|basic render/i.test(renderer)
