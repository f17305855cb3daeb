using System.Text.Json;
using Google.Protobuf;
using OmniForge.TestKit;
using OmniForge.V1;

namespace OmniForge.Cli.Tests.Processes;

/// <summary>`skills pull|push|status` against a real server.</summary>
public sealed class SkillMirrorTests(LiveServer server) : IClassFixture<LiveServer>, IDisposable
{
    private const string More = "---\nname: more\ndescription: Say more.\n---\n\nSay more.\n";
    private readonly TempFolder _home = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Folder => _home.At("mirror");

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task Skills_are_pulled_changed_and_pushed_with_new_and_deleted_files()
    {
        var id = await PulledAsync("Mirrored");
        Assert.StartsWith("---\nname: low-stock", _home.Read("mirror/low-stock/SKILL.md"), StringComparison.Ordinal);
        Assert.Equal(0, (await PushAsync()).Code);
        Change("below ten", "below twelve");
        _home.Write("mirror/low-stock/references/units.md", "Pieces.\n");
        _home.Write("mirror/more/SKILL.md", More);
        var push = await PushAsync();
        Assert.True(push.Code == 0 && push.Output.Contains("3 changes sent", StringComparison.Ordinal), push.All);
        using var client = server.Client;
        var draft = await client.Agents.GetDraftAsync(id, Ct);
        Assert.Equal(["low-stock/SKILL.md", "low-stock/references/units.md", "more/SKILL.md"], draft.Files.Select(file => file.Path));
        Assert.Equal([("low-stock", 1), ("more", 2)], draft.Agent.Skills.Select(skill => (skill.Name, skill.Order)));
        Assert.Contains("below twelve", draft.Files[0].Content.ToStringUtf8(), StringComparison.Ordinal);

        Directory.Delete(_home.At("mirror/more"), recursive: true);
        File.Delete(_home.At("mirror/low-stock/references/units.md"));
        var status = await server.RunAsync("skills", "status", Folder, "--json");
        Assert.Equal(
            ["low-stock/references/units.md deleted unchanged", "more/SKILL.md deleted unchanged"],
            JsonDocument.Parse(status.Output).RootElement.GetProperty("files").EnumerateArray()
                .Select(file => $"{file.GetProperty("path").GetString()} {file.GetProperty("here").GetString()} {file.GetProperty("there").GetString()}"));
        Assert.Equal(0, (await PushAsync()).Code);
        var after = await client.Agents.GetDraftAsync(id, Ct);
        Assert.Equal("low-stock/SKILL.md", Assert.Single(after.Files).Path);
        Assert.Equal("low-stock", Assert.Single(after.Agent.Skills).Name);
    }

    [Fact]
    public async Task A_change_of_somebody_else_is_a_conflict_that_is_explained_and_never_overwritten()
    {
        var id = await PulledAsync("Contested");
        await EditThereAsync(id, "low-stock/SKILL.md", "below five");
        Change("below ten", "below twelve");
        var mine = _home.Read("mirror/low-stock/SKILL.md");
        var push = await PushAsync();
        Assert.Equal(1, push.Code);
        Assert.Contains("There: low-stock/SKILL.md (changed)", push.Error, StringComparison.Ordinal);
        Assert.Contains("Here:  low-stock/SKILL.md (changed)", push.Error, StringComparison.Ordinal);
        Assert.Contains("skills pull --force", push.Error, StringComparison.Ordinal);
        Assert.Contains("below five", await ThereAsync(id), StringComparison.Ordinal);

        var refused = await server.RunAsync("skills", "pull", "Contested", "--folder", Folder);
        Assert.True(refused.Code == 1 && refused.Error.Contains("Nothing was pulled", StringComparison.Ordinal), refused.All);
        Assert.Equal(mine, _home.Read("mirror/low-stock/SKILL.md"));
        var forced = await server.RunAsync("skills", "pull", "--folder", Folder, "--force");
        Assert.True(forced.Code == 0, forced.All);
        Assert.Contains("below five", _home.Read("mirror/low-stock/SKILL.md"), StringComparison.Ordinal);
        var copy = Assert.Single(Directory.EnumerateFiles(_home.At("mirror/.omniforge-kept"), "SKILL.md", SearchOption.AllDirectories));
        Assert.Equal(mine, await File.ReadAllTextAsync(copy, Ct));
        File.Copy(copy, _home.At("mirror/low-stock/SKILL.md"), overwrite: true);
        Assert.Equal(0, (await PushAsync()).Code);
        Assert.Equal(mine, await ThereAsync(id));
    }

    [Fact]
    public async Task Changes_of_different_files_are_brought_together_by_a_pull()
    {
        var id = await PulledAsync("Shared work");
        await EditThereAsync(id, "low-stock/notes.md", null);
        Change("below ten", "below twelve");
        var push = await PushAsync();
        Assert.True(push.Code == 1 && push.Error.Contains("No file changed on both sides", StringComparison.Ordinal), push.All);
        var pull = await server.RunAsync("skills", "pull", "--folder", Folder);
        Assert.True(pull.Code == 0 && pull.Output.Contains("Kept as you changed them: low-stock/SKILL.md", StringComparison.Ordinal), pull.All);
        Assert.Equal("theirs", _home.Read("mirror/low-stock/notes.md"));
        Assert.Equal(0, (await PushAsync()).Code);
        Assert.Contains("below twelve", await ThereAsync(id), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_agent_with_a_version_only_conflicts_when_another_version_came()
    {
        var id = await PulledAsync("Published");
        await EditThereAsync(id, "low-stock/SKILL.md", "below five");
        using var client = server.Client;
        await client.Agents.PublishDraftAsync(id, Ct);
        Change("below ten", "below twelve");
        Assert.Equal(1, (await PushAsync()).Code);
        Assert.False((await client.Agents.GetAsync(id, Ct)).HasDraft);
    }

    [Fact]
    public async Task Errors_stop_a_push_before_anything_is_sent()
    {
        var id = await PulledAsync("Faulty");
        Change("description: List what is running low.", "descripton: [");
        var push = await PushAsync();
        Assert.True(push.Code == 1 && push.Error.Contains("low-stock/SKILL.md:3:", StringComparison.Ordinal), push.All);
        using var client = server.Client;
        Assert.False((await client.Agents.GetAsync(id, Ct)).HasDraft);
    }

    [Fact]
    public async Task A_renamed_skill_keeps_its_place()
    {
        var id = await PulledAsync("Renamed");
        Directory.Move(_home.At("mirror/low-stock"), _home.At("mirror/scarce"));
        _home.Write("mirror/scarce/SKILL.md", _home.Read("mirror/scarce/SKILL.md").Replace("name: low-stock", "name: scarce", StringComparison.Ordinal));
        var push = await PushAsync();
        Assert.True(push.Code == 0 && push.Output.Contains("scarce takes the place of low-stock", StringComparison.Ordinal), push.All);
        using var client = server.Client;
        var skill = Assert.Single((await client.Agents.GetDraftAsync(id, Ct)).Agent.Skills);
        Assert.Equal(("scarce", 1), (skill.Name, skill.Order));
    }

    [Fact]
    public async Task What_cannot_be_done_is_said_and_nothing_is_lost()
    {
        await PulledAsync("Careful");
        await server.CreateAgentAsync("Other one");
        var before = _home.Read("mirror/.omniforge-agent.json");
        var other = await server.RunAsync("skills", "pull", "Other one", "--folder", Folder);
        var typo = await server.RunAsync("skills", "pull", "Carefull", "--folder", _home.At("typo"));
        var none = await server.RunAsync("skills", "push", _home.Path);
        var nobody = await server.RunAsync("skills", "pull", "--folder", _home.At("typo"));
        Change("below ten", "below twelve");
        var down = await server.RunAsync("skills", "push", Folder, "--url", "http://127.0.0.1:9");
        Assert.True(other.Code == 1 && other.Error.Contains("holds the skills of \"Careful\"", StringComparison.Ordinal), other.All);
        Assert.True(typo.Code == 1 && typo.Error.Contains("Did you mean \"Careful\"", StringComparison.Ordinal), typo.All);
        Assert.True(none.Code == 1 && none.Error.Contains("skills pull AGENT", StringComparison.Ordinal), none.All);
        Assert.True(nobody.Code == 2 && nobody.Error.Contains("Which agent?", StringComparison.Ordinal), nobody.All);
        Assert.True(down.Code == 1 && down.Error.Contains("No OmniForge server answers", StringComparison.Ordinal), down.All);
        Assert.Equal(before, _home.Read("mirror/.omniforge-agent.json"));
        Assert.False(Directory.Exists(_home.At("typo")));
    }

    [Fact]
    public async Task Files_that_were_there_before_the_first_pull_are_not_replaced()
    {
        _home.Write("mirror/low-stock/SKILL.md", "mine");
        await server.CreateAgentAsync("Late");
        var pull = await server.RunAsync("skills", "pull", "Late", "--folder", Folder);
        Assert.True(pull.Code == 1 && pull.Error.Contains("low-stock/SKILL.md", StringComparison.Ordinal), pull.All);
        Assert.Equal("mine", _home.Read("mirror/low-stock/SKILL.md"));
        Assert.False(File.Exists(_home.At("mirror/.omniforge-agent.json")));
    }

    [Fact]
    public async Task A_folder_that_may_not_be_written_is_said_and_pulled_again_later()
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "the administrator may write everywhere");
        await server.CreateAgentAsync("Locked");
        Directory.CreateDirectory(Folder);
        File.SetUnixFileMode(Folder, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var pull = await server.RunAsync("skills", "pull", "Locked", "--folder", Folder);
        Assert.True(pull.Code == 1 && pull.Error.Contains("read-only", StringComparison.Ordinal), pull.All);
        File.SetUnixFileMode(Folder, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
        Assert.Equal(0, (await server.RunAsync("skills", "pull", "Locked", "--folder", Folder)).Code);
    }

    private async Task<string> PulledAsync(string name)
    {
        var id = await server.CreateAgentAsync(name);
        var pull = await server.RunAsync("skills", "pull", name, "--folder", Folder);
        Assert.True(pull.Code == 0, pull.All);
        return id;
    }

    private Task<CliResult> PushAsync() => server.RunAsync("skills", "push", Folder);

    private void Change(string before, string after)
    {
        var text = _home.Read("mirror/low-stock/SKILL.md");
        Assert.Contains(before, text, StringComparison.Ordinal);
        _home.Write("mirror/low-stock/SKILL.md", text.Replace(before, after, StringComparison.Ordinal));
    }

    // Null = a file that is new there.
    private async Task EditThereAsync(string id, string path, string? words)
    {
        using var client = server.Client;
        var text = words is null ? "theirs" : _home.Read("mirror/low-stock/SKILL.md").Replace("below ten", words, StringComparison.Ordinal);
        var request = new EditDraftRequest { AgentId = id };
        request.FileEdits.Add(new FileEdit { Path = path, Content = ByteString.CopyFromUtf8(text) });
        await client.Agents.EditDraftAsync(request, Ct);
    }

    private async Task<string> ThereAsync(string id)
    {
        using var client = server.Client;
        return (await client.Agents.GetDraftAsync(id, Ct)).Files.Single(file => file.Path == "low-stock/SKILL.md").Content.ToStringUtf8();
    }
}
