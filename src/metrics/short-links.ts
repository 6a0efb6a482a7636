/** Hosts whose links lead somewhere only after a request, which nobody makes for a link in a file or a pasted line. */
export const SHORT_LINK_HOSTS: readonly string[] = [
  'xhslink.com',
  'xhslink.cn',
  'm.tb.cn',
  'e.tb.cn',
  't.tb.cn',
  's.click.taobao.com',
  'u.jd.com',
  '3.cn',
];
