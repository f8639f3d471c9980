import { openWorld, startBina, startBare } from './worlds.js';
import { Api, openBatch } from './api.js';
import { Generator } from './generator.js';
import { registrationRequests } from './people.js';
import { fillBatch, ticketsOf } from './fixtures.js';
import { ServerProcess } from './processes.js';
import fs from 'node:fs';
const [row='check-ins', engine='postgres'] = process.argv.slice(2);
const ticks = () => { const out={}; for (const d of fs.readdirSync('/proc')) { if(!/^\d+$/.test(d)) continue; try { const cmd=fs.readFileSync(`/proc/${d}/cmdline`,'latin1').replaceAll('\0',' '); const st=fs.readFileSync(`/proc/${d}/stat`,'latin1').split(') ')[1].split(' '); const k=/bench.bare/.test(cmd)?'bare':/postgres/.test(cmd)?(/bare|bina/.test(cmd)?'pg backend':'pg other'):/load\.js/.test(cmd)?'generator':/bench\/bare/.test(cmd)?'bare':/dist\/alt/.test(cmd)?'alt':/dist\/main/.test(cmd)?'bina':'other'; out[k]??=[0,0]; out[k][0]+=+st[11]*10; out[k][1]+=+st[12]*10; } catch {} } return out; };
const world = await openWorld(engine); const g = new Generator();
const servers={};
try {
  let s = await startBina(world); const api = await Api.signedIn(s.port);
  const facts = await openBatch(api, { capacity: 100000, ...(row==='check-ins'?{startsInHours:1}:{}) });
  await s.stop();
  if(row==='check-ins') await fillBatch(world, facts, 200000);
  await world.copy('bare'); await world.copy('alt');
  servers.bina = await startBina(world); servers.bare = await startBare(world,'bare'); servers.alt = await ServerProcess.start(process.env.ALT??'dist/alt.js', {...world.environment(), ...world.environment('alt')});
  const used={bina:0,bare:0,alt:0};
  const reqs=(n)=> row==='registrations'?registrationRequests(facts.batchId,used[n],30000):ticketsOf(used[n]+1,30000).map(ticket=>({method:'POST',path:`/api/v1/sessions/${facts.sessionId}/check-ins`,headers:api.headers,body:{ticket}}));
  for (const [n,secs] of [['bina',6],['alt',6],['bina',4],['alt',4],['bina',4],['alt',4],['bina',4],['alt',4],['bina',4],['alt',4]]) {
    const a=ticks(); const r = await g.run({port:servers[n].port,connections:64,seconds:secs,expect:[201],requests:reqs(n)}); const b=ticks();
    used[n]+=r.answered;
    console.log(n,Math.round(r.perSecond),'us per request (user/sys):',Object.entries(b).map(([k,v])=>[k,...v.map((x,i)=>Math.round((x-(a[k]?.[i]??0))*1000/r.answered))]).filter(x=>x[1]+x[2]>3).map(x=>`${x[0]} ${x[1]}/${x[2]}`).join('  '));
  }
} finally { for (const s of Object.values(servers)) await s.stop(); g.stop(); await world.stop(); }
