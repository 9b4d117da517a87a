const browsers: [RegExp, string][] = [
  [/MicroMessenger\//, "微信"],
  [/DingTalk\//, "钉钉"],
  [/Edg(e|A|iOS)?\//, "Edge"],
  [/OPR\//, "Opera"],
  [/QQBrowser\//, "QQ"],
  [/Firefox\/|FxiOS\//, "Firefox"],
  [/Chrome\/|CriOS\//, "Chrome"],
  [/Safari\//, "Safari"],
];

const systems: [RegExp, string][] = [
  [/iPhone|iPad/, "iOS"],
  [/Android/, "Android"],
  [/HarmonyOS/, "HarmonyOS"],
  [/Windows/, "Windows"],
  [/Mac OS X/, "macOS"],
  [/Linux/, "Linux"],
];

const first = (list: [RegExp, string][], text: string) =>
  list.find(([sign]) => sign.test(text))?.[1];

/** "Chrome · Windows" of a User-Agent; what was sent, cut short, when it is none we know. */
export const browserName = (agent: string): string =>
  [first(browsers, agent), first(systems, agent)].filter(Boolean).join(" · ") || agent.slice(0, 40);
