using System.Text;
using OmniForge.Cli.CommandLine;
using OmniForge.Cli.Lint.Reports;
using OmniForge.Cli.Output;
using OmniForge.Client;
using OmniForge.Files.Linting;
using OmniForge.Files.Mirror;
using OmniForge.Skills;
using OmniForge.V1;
using SkillProfile = OmniForge.Skills.SkillProfile;

namespace OmniForge.Cli.Commands;

/// <summary>
/// Sends what changed in a folder as one edit of the agent's draft. Nothing is sent when a skill has errors, or when files of the agent
/// changed since the last pull.
/// </summary>
internal sealed class SkillPush(Call call, MirrorFolder folder)
{
    public async Task<int> RunAsync(SkillOutput output)
    {
        var known = SkillStatus.Demand(folder);
        var files = folder.Read(known.Files.Keys);
        var here = files.ToDictionary(file => file.Path, file => MirrorFolder.Digest(file.Content.Span));
        var mine = MirrorDifference.Of(known.Files, here, known.Files);
        if (mine.Count > 0 && HasErrors(mine, here))
        {
            call.Terminal.Problem("Nothing was sent: correct the errors above first. `omniforge lint --profile omniforge --fix` repairs what is safe to repair.");
            return ExitCodes.Failed;
        }

        if (mine.Count == 0)
        {
            return Done(output, known, mine, "Nothing changed here since the last pull or push, so there is nothing to send.");
        }

        var remote = await RemoteAsync(known);
        var differences = MirrorDifference.Of(known.Files, here, remote.Digests);
        if (differences.Any(found => found is { There: not MirrorChange.None, Same: false }))
        {
            return Conflict(output, remote.Agent, differences);
        }

        var open = differences.Where(found => !found.Same).ToList();
        if (open.Count == 0)
        {
            remote.Manifest(call.Client.BaseUrl).Write(folder.Root);
            return Done(output, known, open, "The server has these files already, so there is nothing to send.");
        }

        try
        {
            return await SendAsync(output, new(remote, files, here, open));
        }
        catch (OmniForgeException refusal) when (refusal.Reason == "DRAFT_CONFLICT")
        {
            var now = await SkillRemote.ReadAsync(call.Client, known.AgentId, call.Cancelled);
            return Conflict(output, now.Agent, MirrorDifference.Of(known.Files, here, now.Digests));
        }
    }

    private async Task<SkillRemote> RemoteAsync(MirrorManifest known)
    {
        try
        {
            return await SkillRemote.ReadAsync(call.Client, known.AgentId, call.Cancelled);
        }
        catch (OmniForgeException refusal) when (refusal.Reason == "RESOURCE_NOT_FOUND")
        {
            throw new CliException(
                $"The server at {call.Client.BaseUrl} has no agent {known.AgentId} (\"{known.Name}\"), so nothing was sent. "
                + $"The folder was pulled from {known.Endpoint}; --url names another server.");
        }
    }

    private async Task<int> SendAsync(SkillOutput output, SkillChanges changes)
    {
        var answer = await call.Client.Agents.EditDraftAsync(changes.Request(), call.Cancelled);
        var remote = changes.Remote;
        var manifest = remote.Manifest(call.Client.BaseUrl) with { Etag = answer.Etag, Files = changes.Here };
        try
        {
            manifest.Write(folder.Root);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or Agents.Workspaces.WorkspaceException)
        {
            throw new CliException(
                $"Your changes are on the server, but {MirrorManifest.FileName} could not be written: {Sentences.Of(refused.Message)} Then `omniforge skills pull` puts it right.");
        }

        Done(output, manifest, changes.Open, $"{Words.Count(changes.Open.Count, "change")} sent to the draft of \"{remote.Agent.Name}\".");
        if (output == SkillOutput.Text)
        {
            foreach (var line in changes.SkillsChanged)
            {
                call.Terminal.Line(line);
            }

            foreach (var found in answer.Diagnostics.Where(found => found.Severity == Severity.Error))
            {
                call.Terminal.Line($"  {found.Path}:{found.Range.StartLine + 1}: {found.Code}: {found.Message}");
            }

            call.Terminal.Line($"Try it: omniforge run \"{remote.Agent.Name}\" --dry-run");
        }

        return ExitCodes.Done;
    }

    // Only skills that are sent: what was wrong on the server before is not made worse.
    private bool HasErrors(IReadOnlyList<MirrorDifference> mine, Dictionary<string, string> here)
    {
        var linter = new FileLinter(new() { Profiles = [SkillProfile.OmniForge] });
        var text = new StringBuilder();
        foreach (var skill in mine.Select(found => found.Path.Split('/')[0]).Distinct().Where(skill => here.ContainsKey($"{skill}/SKILL.md")))
        {
            var path = Path.Combine(folder.Root, skill, "SKILL.md");
            var shown = Path.GetRelativePath(call.Context.CurrentFolder, path).Replace(Path.DirectorySeparatorChar, '/');
            var file = linter.Check(new FoundFile(path, shown) { Root = folder.Root, Named = true });
            foreach (var finding in file.Findings.Where(finding => finding.Severity == SkillSeverity.Error))
            {
                TextReport.Append(text, shown, finding, several: false, Paint.None);
            }
        }

        call.Terminal.Error.Write(text.ToString());
        return text.Length > 0;
    }

    private int Conflict(SkillOutput output, Agent agent, IReadOnlyList<MirrorDifference> differences)
    {
        if (output == SkillOutput.Json)
        {
            call.Terminal.Report(JsonText.Of(json =>
            {
                json.WriteStartObject();
                json.WriteString("agent_id", agent.Id);
                json.WriteBoolean("conflict", true);
                SkillDifferences.Write(json, differences);
                json.WriteEndObject();
            }));
        }

        var clashing = differences.Where(found => found.Clashes).Select(found => found.Path).ToList();
        var there = SkillDifferences.There(differences);
        call.Terminal.Problem($"\"{agent.Name}\" changed on the server since you last pulled, so nothing was sent and nothing was overwritten.");
        call.Terminal.Problem($"  There: {(there.Count > 0 ? SkillDifferences.Listed(there) : "something beside its files")}");
        call.Terminal.Problem($"  Here:  {SkillDifferences.Listed(SkillDifferences.Here(differences))}");
        call.Terminal.Problem(clashing.Count == 0
            ? "No file changed on both sides: `omniforge skills pull` brings theirs in and keeps yours, then push again."
            : $"Changed on both sides: {string.Join(", ", clashing)}. `omniforge skills pull --force` takes the server's and keeps copies of yours "
                + $"below {MirrorFolder.KeptFolder}; put your changes in again, then push.");
        return ExitCodes.Failed;
    }

    private int Done(SkillOutput output, MirrorManifest manifest, IReadOnlyList<MirrorDifference> sent, string sentence)
    {
        if (output == SkillOutput.Json)
        {
            call.Terminal.Report(JsonText.Of(json =>
            {
                json.WriteStartObject();
                json.WriteString("agent_id", manifest.AgentId);
                json.WriteString("name", manifest.Name);
                json.WriteString("etag", manifest.Etag);
                json.WriteBoolean("conflict", false);
                SkillDifferences.Write(json, sent);
                json.WriteEndObject();
            }));
            return ExitCodes.Done;
        }

        call.Terminal.Line(sentence);
        foreach (var found in sent)
        {
            call.Terminal.Line($"  {SkillDifferences.Word(found.Here),-8} {found.Path}");
        }

        return ExitCodes.Done;
    }
}
