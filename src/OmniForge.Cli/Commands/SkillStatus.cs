using OmniForge.Cli.CommandLine;
using OmniForge.Cli.Lint.Reports;
using OmniForge.Cli.Output;
using OmniForge.Client;
using OmniForge.Files.Mirror;

namespace OmniForge.Cli.Commands;

/// <summary>Says what differs. What changed here is told without a server, too.</summary>
internal sealed class SkillStatus(Call call, MirrorFolder folder)
{
    /// <summary>The manifest, or a sentence that says where one comes from.</summary>
    public static MirrorManifest Demand(MirrorFolder folder) => MirrorManifest.Read(folder.Root)
        ?? throw new CliException($"{folder.Root} holds no skills of an agent. `omniforge skills pull AGENT --folder {folder.Root}` brings them there.");

    public async Task<int> RunAsync(SkillOutput output)
    {
        var known = Demand(folder);
        var here = folder.Read(known.Files.Keys).ToDictionary(file => file.Path, file => MirrorFolder.Digest(file.Content.Span));
        SkillRemote? remote = null;
        OmniForgeException? unreached = null;
        try
        {
            remote = await SkillRemote.ReadAsync(call.Client, known.AgentId, call.Cancelled);
        }
        catch (OmniForgeException refusal)
        {
            unreached = refusal;
        }

        var differences = MirrorDifference.Of(known.Files, here, remote?.Digests ?? known.Files);
        if (output == SkillOutput.Json)
        {
            call.Terminal.Report(Json(known, remote, differences));
        }
        else
        {
            Tell(known, differences);
        }

        if (unreached is not null)
        {
            call.Terminal.Problem($"What changed on the server is not known. {Failures.Explain(unreached)}");
            return ExitCodes.Failed;
        }

        return ExitCodes.Done;
    }

    private void Tell(MirrorManifest known, IReadOnlyList<MirrorDifference> differences)
    {
        call.Terminal.Line($"\"{known.Name}\" ({known.AgentId}), {Words.Count(known.Files.Count, "file")}.");
        if (differences.Count == 0)
        {
            call.Terminal.Line("Nothing changed since the last pull or push.");
        }

        foreach (var found in differences)
        {
            var both = found.Here != MirrorChange.None && found.There != MirrorChange.None;
            var where = both ? (found.Clashes ? "on both sides" : "on both sides, alike") : found.Here != MirrorChange.None ? "here" : "on the server";
            call.Terminal.Line($"  {SkillDifferences.Word(found.Here != MirrorChange.None ? found.Here : found.There),-8} {found.Path} ({where})");
        }
    }

    private string Json(MirrorManifest known, SkillRemote? remote, IReadOnlyList<MirrorDifference> differences) => JsonText.Of(json =>
    {
        json.WriteStartObject();
        json.WriteString("agent_id", known.AgentId);
        json.WriteString("name", known.Name);
        json.WriteString("folder", folder.Root);
        json.WriteBoolean("server_asked", remote is not null);
        SkillDifferences.Write(json, differences);
        json.WriteEndObject();
    });
}
