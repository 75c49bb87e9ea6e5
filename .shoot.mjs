import { chromium } from 'playwright-core';
import { readFileSync, readdirSync } from 'node:fs';
const B='http://127.0.0.1:4480'; const out='/tmp/shots'; import { mkdirSync } from 'node:fs'; mkdirSync(out,{recursive:true});
const b=await chromium.launch({executablePath:'/usr/bin/chromium',args:['--no-sandbox']});
const errs=[];
for (const [w,scheme] of [[390,'light'],[1280,'dark']]) {
  const c=await b.newContext({viewport:{width:w,height:900},colorScheme:scheme}); const p=await c.newPage(); p.on('pageerror',e=>errs.push(String(e)));p.on('console',m=>m.type()==='error'&&errs.push(m.text()));
  await p.goto(B+'/p/longway-5'); await p.screenshot({path:`${out}/product-${w}.png`});
  await p.goto(B+'/c/shoes'); await p.waitForTimeout(300); await p.screenshot({path:`${out}/shelf-${w}.png`});
  await p.goto(B+'/search?q=gels'); await p.screenshot({path:`${out}/search-${w}.png`});
  await p.goto(B+'/p/first-frost-gloves'); const add=p.locator('form.add button[type=submit]').first(); if(await add.count()){ await add.click(); await p.waitForTimeout(900); await p.screenshot({path:`${out}/beside-${w}.png`}); }
  await p.goto(B+'/cart'); await p.screenshot({path:`${out}/cart-${w}.png`});
  await c.close();
}
console.log(errs); await b.close();
