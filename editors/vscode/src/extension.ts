import { chat, commands, env, lm, version, window, workspace, type ExtensionContext } from 'vscode';
import { AgentTree } from './agents/agentTree.ts';
import { registerAgentCommands, showFailure } from './agents/commands.ts';
import { RunTerminal } from './agents/runTerminal.ts';
import { Runs } from './agents/runs.ts';
import { BuilderView, registerBuilder } from './builder/builderView.ts';
import { Proposals, proposalScheme } from './builder/proposals.ts';
import { registerModel } from './chat/model.ts';
import { registerParticipant } from './chat/participant.ts';
import { DryRunTests } from './dryruns/dryRunTests.ts';
import { Keys } from './platform/keys.ts';
import { Platform } from './platform/platform.ts';
import { StatusItem } from './platform/statusItem.ts';
import { LanguageSession } from './server/languageSession.ts';
import { readSettings } from './settings.ts';
import { registerNewSkill } from './skills/newSkill.ts';
import { debugInformation } from './support/debugInformation.ts';

let session: LanguageSession | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  const log = window.createOutputChannel('OmniForge', { log: true });
  const output = new RunTerminal();
  const platform = new Platform();
  const keys = new Keys(context);
  session = new LanguageSession(context, platform, keys, log);
  const status = new StatusItem(platform, session);
  const runs = new Runs(platform, output);
  const tree = new AgentTree(platform, runs, () => status.current?.state === 'connected');
  const proposals = new Proposals();
  const builder = new BuilderView(context, platform, proposals);

  context.subscriptions.push(
    log,
    output,
    status,
    runs,
    window.registerTreeDataProvider('omniforge.agents', tree),
    workspace.registerTextDocumentContentProvider(proposalScheme, proposals),
    status.onStatus(() => tree.refresh()),
    platform.onAgentsChanged(() => tree.refresh()),
    platform.onBuilder(({ kind }) => (kind === 'activated' || kind === 'proposalDecided') && tree.refresh()),
    runs.onChanged((agentId) => tree.refresh(agentId)),
    new DryRunTests(platform, runs, status),
    commands.registerCommand('omniforge.refresh', () => status.refresh()),
    commands.registerCommand('omniforge.proposal.show', (id: string, path: string) => proposals.show(id, path)),
    commands.registerCommand('omniforge.proposal.decide', (conversation: string, id: string, decision: 'accept' | 'reject') =>
      platform.decide(conversation, id, decision).then(({ status }) => window.showInformationMessage(`The proposal is ${status ?? 'decided'}.`), showFailure),
    ),
    ...registerAgentCommands(platform, runs, tree, output),
    ...registerBuilder(builder),
    registerNewSkill(),
    ...registerSupport(context, session, status, keys, log),
  );
  // Forks and older builds may have no chat; everything else works without it.
  if (typeof chat?.createChatParticipant === 'function') {
    context.subscriptions.push(registerParticipant(context, platform, proposals));
  }

  if (typeof lm?.registerLanguageModelChatProvider === 'function') {
    context.subscriptions.push(registerModel(platform));
  }

  await session.start();
}

export async function deactivate(): Promise<void> {
  await session?.stop();
}

function registerSupport(context: ExtensionContext, server: LanguageSession, status: StatusItem, keys: Keys, log: { show(): void }) {
  const extension = (context.extension.packageJSON as { version: string }).version;
  return [
    workspace.onDidChangeConfiguration(async (change) => {
      if (change.affectsConfiguration('omniforge.trace.server')) {
        server.traceSettingChanged();
      }

      if (change.affectsConfiguration('omniforge.server.path')) {
        await server.restart();
      } else if (change.affectsConfiguration('omniforge.profile') || change.affectsConfiguration('omniforge.endpoint')) {
        await server.sendConfiguration();
      }
    }),
    workspace.onDidGrantWorkspaceTrust(() => server.restart()),
    context.secrets.onDidChange(() => server.sendConfiguration()),
    commands.registerCommand('omniforge.signIn', async () => {
      if (await keys.signIn(readSettings().endpoint)) {
        await server.sendConfiguration();
        await status.refresh();
      }
    }),
    commands.registerCommand('omniforge.signOut', async () => {
      await keys.signOut(readSettings().endpoint);
      await server.sendConfiguration();
      await status.refresh();
      void window.showInformationMessage('OmniForge: signed out. The key is gone from this machine.');
    }),
    commands.registerCommand('omniforge.restart', () => server.restart()),
    commands.registerCommand('omniforge.showLog', () => log.show()),
    commands.registerCommand('omniforge.showVersion', () =>
      window.showInformationMessage(`OmniForge ${extension}. Language server: ${server.facts.server}.`),
    ),
    commands.registerCommand('omniforge.copyDebugInformation', async () => {
      const { profile, endpoint, serverPath } = readSettings();
      const { path, server: name } = server.facts;
      const text = debugInformation({
        extension,
        editor: `${env.appName} ${version} (${env.appHost})`,
        system: `${process.platform}-${process.arch}`,
        server: name,
        serverPath: path === '' ? 'none' : serverPath === '' ? 'bundled' : 'from settings',
        profile,
        endpoint,
        status: status.sentence,
        trusted: workspace.isTrusted,
      });
      await env.clipboard.writeText(text);
      void window.showInformationMessage('OmniForge: the debug information is in the clipboard.');
    }),
  ];
}
