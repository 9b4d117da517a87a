/** Table heads stick to the top of the page's own scrolling part. */
export const stickyInPage = {
  getContainer: (): HTMLElement | Window => document.getElementById("page") ?? window,
};
