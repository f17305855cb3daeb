import { commands, Uri, window, workspace, type Disposable, type WorkspaceFolder } from 'vscode';
import { problemOfName } from './names.ts';

/** Asks for a name and opens the skill's new file, with the form of a skill to fill in. */
export function registerNewSkill(): Disposable {
  return commands.registerCommand('omniforge.newSkill', async () => {
    const folder = await chosenFolder();
    if (!folder) {
      return;
    }

    const name = await window.showInputBox({
      title: 'New Skill',
      prompt: 'A short name. The skill becomes .claude/skills/<name>/SKILL.md.',
      placeHolder: 'weekly-report',
      validateInput: (typed) => (typed === '' ? undefined : problemOfName(typed)),
    });
    if (name) {
      await open(Uri.joinPath(folder.uri, '.claude', 'skills', name, 'SKILL.md'));
    }
  });
}

async function chosenFolder(): Promise<WorkspaceFolder | undefined> {
  const folders = workspace.workspaceFolders ?? [];
  if (folders.length > 0) {
    return folders.length === 1 ? folders[0] : window.showWorkspaceFolderPick({ placeHolder: 'In which folder?' });
  }

  if ((await window.showInformationMessage('OmniForge: open the folder first that the skill shall be in.', 'Open Folder…')) !== undefined) {
    await commands.executeCommand('workbench.action.files.openFolder');
  }

  return undefined;
}

async function open(file: Uri): Promise<void> {
  const isNew = await workspace.fs.stat(file).then(() => false, () => true);
  if (isNew) {
    await workspace.fs.writeFile(file, new Uint8Array());
  }

  await window.showTextDocument(file);
  // A skill that is there already is only shown.
  if (isNew) {
    await commands.executeCommand('editor.action.insertSnippet', { langId: 'skill', name: 'Skill' });
  }
}
