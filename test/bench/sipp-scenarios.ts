// The SIPp scenarios, the same for every variant. Each message that matters is logged with its time on the wire.

/** Caller number = field0 of the CSV, dialled number = field1. */
const CALLER_SDP = (mediaPort: string): string => `v=0
o=- 1 1 IN IP4 [local_ip]
s=-
c=IN IP4 [media_ip]
t=0 0
m=audio ${mediaPort} RTP/AVP 8
a=rtpmap:8 PCMA/8000
a=ptime:20`

const log = (kind: string, caller: string, agent: string): string =>
  `<log message="${kind} ${caller} ${agent} [timestamp]"/>`

/** A caller that stays until the other side hangs up. `mediaPort`: "[media_port]" or a CSV field. */
export const callerScenario = (mediaPort = '[media_port]'): string => `<?xml version="1.0" encoding="UTF-8"?>
<scenario name="caller">
  <nop><action>${log('invite', '[field0]', '-')}</action></nop>
  <send retrans="500"><![CDATA[

INVITE sip:[field1]@[remote_ip]:[remote_port] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: <sip:[field0]@[local_ip]:[local_port]>;tag=c[call_number]
To: <sip:[field1]@[remote_ip]:[remote_port]>
Call-ID: [call_id]
CSeq: 1 INVITE
Contact: <sip:[field0]@[local_ip]:[local_port]>
Max-Forwards: 70
Allow: INVITE, ACK, CANCEL, BYE
Content-Type: application/sdp
Content-Length: [len]

${CALLER_SDP(mediaPort)}
]]></send>
  <recv response="100" optional="true"/>
  <recv response="180" optional="true"/>
  <recv response="183" optional="true"/>
  <recv response="200" rrs="true"><action>${log('answered', '[field0]', '-')}</action></recv>
  <send><![CDATA[

ACK [next_url] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: <sip:[field0]@[local_ip]:[local_port]>;tag=c[call_number]
To: <sip:[field1]@[remote_ip]:[remote_port]>[peer_tag_param]
Call-ID: [call_id]
CSeq: 1 ACK
Max-Forwards: 70
Content-Length: 0

]]></send>
  <recv request="BYE"><action>${log('ended', '[field0]', '-')}</action></recv>
  <send><![CDATA[

SIP/2.0 200 OK
[last_Via:]
[last_From:]
[last_To:]
[last_Call-ID:]
[last_CSeq:]
Content-Length: 0

]]></send>
</scenario>
`

const respond = (status: string, withSdp: boolean): string => `
SIP/2.0 ${status}
[last_Via:]
[last_From:]
[last_To:];tag=a[call_number]
[last_Call-ID:]
[last_CSeq:]
Contact: <sip:[local_ip]:[local_port]>
${withSdp ? `Content-Type: application/sdp\nContent-Length: [len]\n\n${CALLER_SDP('[media_port]')}` : 'Content-Length: 0\n'}
`

/** How long an agent talks before hanging up: `fixed` ms, or spread evenly over a range so that frees do not coincide. */
export type Talk = { fixedMs: number } | { fromMs: number; toMs: number }

const pause = (talk: Talk): string =>
  'fixedMs' in talk
    ? `<pause milliseconds="${talk.fixedMs}"/>`
    : `<pause distribution="uniform" min="${talk.fromMs}" max="${talk.toMs}"/>`

/** Agents' phones: ring, answer at once, talk, hang up. OPTIONS (qualify) is answered beside. */
export const agentScenario = (talk: Talk): string => `<?xml version="1.0" encoding="UTF-8"?>
<scenario name="agent">
  <recv request="OPTIONS" optional="true" next="qualified"/>
  <recv request="INVITE"><action>
    <ereg regexp="sip:([^@;>]+)@" search_in="hdr" header="From:" assign_to="whole,caller"/>
    <ereg regexp="INVITE sip:([^@;> ]+)@" search_in="msg" assign_to="line,agent"/>
    <ereg regexp="From: *([^\\r\\n]+)" search_in="msg" assign_to="fromLine,from"/>
    <ereg regexp="To: *([^\\r\\n]+)" search_in="msg" assign_to="toLine,to"/>
    <ereg regexp="Contact: *&lt;([^&gt;]+)&gt;" search_in="msg" assign_to="contactLine,contact"/>
    ${log('offered', '[$caller]', '[$agent]')}
  </action></recv>
  <Reference variables="whole,line,fromLine,toLine,contactLine"/>
  <send><![CDATA[${respond('180 Ringing', false)}]]></send>
  <send retrans="500"><![CDATA[${respond('200 OK', true)}]]></send>
  <recv request="ACK"/>
  ${pause(talk)}
  <nop><action>${log('freed', '[$caller]', '[$agent]')}</action></nop>
  <send retrans="500"><![CDATA[

BYE [$contact] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: [$to];tag=a[call_number]
To: [$from]
Call-ID: [call_id]
CSeq: 1 BYE
Max-Forwards: 70
Content-Length: 0

]]></send>
  <recv response="200" next="done"/>
  <label id="qualified"/>
  <send><![CDATA[${respond('200 OK', false)}]]></send>
  <label id="done"/>
</scenario>
`

/** An agent's phone that answers and stays until Asterisk hangs up. */
export const holdingAgentScenario = (): string => `<?xml version="1.0" encoding="UTF-8"?>
<scenario name="holding agent">
  <recv request="OPTIONS" optional="true" next="close"/>
  <recv request="INVITE"><action>
    <ereg regexp="sip:([^@;>]+)@" search_in="hdr" header="From:" assign_to="whole,caller"/>
    <ereg regexp="INVITE sip:([^@;> ]+)@" search_in="msg" assign_to="line,agent"/>
    ${log('offered', '[$caller]', '[$agent]')}
  </action></recv>
  <Reference variables="whole,line"/>
  <send><![CDATA[${respond('180 Ringing', false)}]]></send>
  <send retrans="500"><![CDATA[${respond('200 OK', true)}]]></send>
  <recv request="ACK"/>
  <recv request="BYE"/>
  <label id="close"/>
  <send><![CDATA[

SIP/2.0 200 OK
[last_Via:]
[last_From:]
[last_To:]
[last_Call-ID:]
[last_CSeq:]
Content-Length: 0

]]></send>
</scenario>
`
