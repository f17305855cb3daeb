using System.Globalization;
using OmniForge.Cli.CommandLine;
using OmniForge.Cli.Lint.Reports;
using OmniForge.Cli.Output;
using OmniForge.Files.Mirror;

namespace OmniForge.Cli.Commands;

/// <summary>What a pull does with a file that was changed on both sides.</summary>
internal enum PullClashes
{
    /// <summary>Nothing is pulled at all.</summary>
    Refused,

    /// <summary>The server's file is taken; a copy of the other is kept.</summary>
    CopiedAside,
}

/// <summary>
/// Brings the skills of an agent into a folder. Only files that are unchanged here since the last pull are replaced; the manifest is
/// written last, so that a pull that was cut off is simply repeated.
/// </summary>
internal sealed class SkillPull(Call call, MirrorFolder folder)
{
    public async Task<int> RunAsync(string? typed, PullClashes clashes, SkillOutput output)
    {
        var known = MirrorManifest.Read(folder.Root);
        var remote = await RemoteAsync(typed, known);
        var here = folder.Read(known?.Files.Keys ?? []);
        var differences = MirrorDifference.Of(
            known?.Files ?? new Dictionary<string, string>(), here.ToDictionary(file => file.Path, file => MirrorFolder.Digest(file.Content.Span)), remote.Digests);
        var clashing = differences.Where(found => found.Clashes).ToList();
        if (clashing.Count > 0 && clashes == PullClashes.Refused)
        {
            throw new CliException(
                $"Nothing was pulled, because these files were changed here and on the server: {string.Join(", ", clashing.Select(found => found.Path))}. "
                + $"With --force the server's are taken and copies of yours are kept below {MirrorFolder.KeptFolder}.");
        }

        var paths = clashing.Select(found => found.Path).ToHashSet(StringComparer.Ordinal);
        var mine = here.Where(file => paths.Contains(file.Path)).ToList();
        var kept = mine.Count > 0 ? folder.Keep(mine, Stamp()) : null;
        var taken = differences.Where(found => found is { There: not MirrorChange.None, Same: false }).ToList();
        Apply(taken, remote);
        remote.Manifest(call.Client.BaseUrl).Write(folder.Root);
        var own = differences.Where(found => found is { There: MirrorChange.None, Same: false }).ToList();
        if (output == SkillOutput.Json)
        {
            call.Terminal.Report(Json(remote, taken, own, kept));
        }
        else
        {
            Tell(remote, taken, own, kept);
        }

        return ExitCodes.Done;
    }

    private async Task<SkillRemote> RemoteAsync(string? typed, MirrorManifest? known)
    {
        if (typed is null && known is null)
        {
            throw new CliException("Which agent? Name it: `omniforge skills pull AGENT`. `omniforge agents list` shows what there is.", ExitCodes.Usage);
        }

        var agent = await AgentNames.FindAsync(call.Client, typed ?? known!.AgentId, call.Cancelled);
        if (known is not null && known.AgentId != agent.Id)
        {
            throw new CliException(
                $"This folder holds the skills of \"{known.Name}\" ({known.AgentId}), not of \"{agent.Name}\". Nothing was changed; choose another --folder.");
        }

        return await SkillRemote.ReadAsync(call.Client, agent.Id, call.Cancelled);
    }

    private void Apply(List<MirrorDifference> taken, SkillRemote remote)
    {
        // Removed first: a file may stand where the server has a folder now.
        foreach (var gone in taken.Where(found => found.There == MirrorChange.Deleted && found.Here != MirrorChange.Deleted))
        {
            folder.Delete(gone.Path);
        }

        foreach (var there in taken.Where(found => found.There != MirrorChange.Deleted))
        {
            call.Cancelled.ThrowIfCancellationRequested();
            folder.Write(there.Path, remote.Files[there.Path].Span);
        }
    }

    private void Tell(SkillRemote remote, List<MirrorDifference> taken, List<MirrorDifference> own, string? kept)
    {
        var state = remote.Etag.Length > 0 ? "its draft" : remote.Agent.Version > 0 ? $"version {remote.Agent.Version}" : "no skills yet";
        call.Terminal.Line($"\"{remote.Agent.Name}\" ({state}) is in {folder.Root}: {Words.Count(remote.Files.Count, "file")}, {taken.Count} taken now.");
        foreach (var found in taken)
        {
            call.Terminal.Line($"  {SkillDifferences.Word(found.There),-8} {found.Path}");
        }

        if (own.Count > 0)
        {
            call.Terminal.Line($"Kept as you changed them: {SkillDifferences.Listed(SkillDifferences.Here(own))}. `omniforge skills push` sends them.");
        }

        if (kept is not null)
        {
            call.Terminal.Line($"Copies of what you had changed lie in {kept}.");
        }
    }

    private string Json(SkillRemote remote, List<MirrorDifference> taken, List<MirrorDifference> own, string? kept) => JsonText.Of(json =>
    {
        json.WriteStartObject();
        json.WriteString("agent_id", remote.Agent.Id);
        json.WriteString("name", remote.Agent.Name);
        json.WriteString("folder", folder.Root);
        json.WriteString("etag", remote.Etag);
        json.WriteNumber("version", remote.Agent.Version);
        SkillDifferences.Write(json, taken.Concat(own).OrderBy(found => found.Path, StringComparer.Ordinal));
        if (kept is not null)
        {
            json.WriteString("kept", kept);
        }

        json.WriteEndObject();
    });

    private string Stamp() => call.Context.Time.GetLocalNow().ToString("yyyy-MM-dd-HHmmss", CultureInfo.InvariantCulture);
}
