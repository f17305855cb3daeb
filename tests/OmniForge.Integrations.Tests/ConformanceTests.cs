using System.Text.Json;
using OmniForge.Agents.Tools;

namespace OmniForge.Integrations.Tests;

/// <summary>What every integration and every tool of one must have.</summary>
public sealed class ConformanceTests
{
    private static readonly IntegrationCatalogue Catalogue = new(new Dictionary<string, IntegrationSettings>(), TimeProvider.System);

    public static TheoryData<string> Integrations => [.. Catalogue.All.Select(entry => entry.Integration.Descriptor.Id)];

    public static TheoryData<string> Tools => [.. Catalogue.All.SelectMany(entry => entry.Integration.Tools).Select(tool => tool.Descriptor.Name)];

    [Theory]
    [MemberData(nameof(Integrations))]
    public void An_integration_states_its_facts(string id)
    {
        var integration = Catalogue.Find(id)!.Integration;
        var facts = integration.Descriptor;
        Assert.Matches("^[a-z]+$", facts.Id);
        Assert.NotEmpty(facts.DisplayName);
        Assert.NotEmpty(facts.SharingHint);
        Assert.NotEmpty(integration.ResourceKinds);
        Assert.NotEmpty(integration.Tools);
        Assert.All([facts.Api, facts.OAuth.Authorize, facts.OAuth.Token], address => Assert.Equal("https", address.Scheme));
        Assert.NotEmpty(facts.OAuth.FinalErrors);
        Assert.InRange(facts.Limit.Requests, 1, 100_000);
        Assert.Empty(facts.Scopes.Keys.Except(integration.Tools.Select(tool => tool.Descriptor.Name)));

        // Where scopes exist, each tool says which it needs.
        Assert.True(facts.Scopes.Count == 0 || integration.Tools.All(tool => facts.Scopes.GetValueOrDefault(tool.Descriptor.Name) is { Count: > 0 }));
        Assert.All(integration.Polls, poll => Assert.StartsWith($"{id}.", poll.EventType, StringComparison.Ordinal));
        Assert.All(integration.Polls, poll => Assert.Contains(poll.ResourceKind, integration.ResourceKinds.Append("")));
    }

    [Theory]
    [MemberData(nameof(Tools))]
    public void A_tool_says_what_it_is_and_does(string name)
    {
        var entry = Catalogue.All.Single(one => one.Integration.Tools.Any(tool => tool.Descriptor.Name == name));
        var tool = entry.Integration.Tools.Single(one => one.Descriptor.Name == name);
        var facts = tool.Descriptor;
        Assert.Equal(entry.Integration.Descriptor.Id, facts.Integration);
        Assert.StartsWith($"{facts.Integration}_", facts.Name, StringComparison.Ordinal);
        Assert.NotEmpty(facts.Title);
        Assert.EndsWith(".", facts.Description, StringComparison.Ordinal);
        Assert.Contains(facts.Class, new[] { ToolClass.Read, ToolClass.Write, ToolClass.Destructive });
        Assert.Equal(facts.Repeat == ToolRepeat.Probe, tool is IProbingTool);
        Assert.True(facts.Class != ToolClass.Read || facts.Repeat == ToolRepeat.Safe);
        Strict(facts.InputSchema);
        Assert.StartsWith("would ", tool.Predict(JsonElement.Parse("{}")), StringComparison.Ordinal);
        Assert.NotEqual($"would call {name}", tool.Predict(JsonElement.Parse("{}")));
    }

    [Theory]
    [MemberData(nameof(Tools))]
    public async Task A_tool_without_an_account_says_what_to_do(string name)
    {
        var tool = Catalogue.All.SelectMany(entry => entry.Integration.Tools).Single(one => one.Descriptor.Name == name);
        var context = new ToolContext(new Fakes.MemoryWorkspace(), default, TimeZoneInfo.Utc, "k", new Dictionary<string, JsonElement>());
        var result = await tool.InvokeAsync(JsonElement.Parse("{}"), context, TestContext.Current.CancellationToken);
        var refused = await tool.InvokeAsync(JsonElement.Parse("""{"no_such_field":1}"""), context, TestContext.Current.CancellationToken);
        Assert.Equal((ToolErrorCode.Auth, ToolErrorCode.Invalid), (result.Error!.Code, refused.Error!.Code));
    }

    [Fact]
    public void An_integration_is_set_up_by_its_client_id()
    {
        var settings = new Dictionary<string, IntegrationSettings> { ["Notion"] = new() { ClientId = "id", ClientSecret = "canary", BaseUrl = new("https://notion.example/v1") } };
        var catalogue = new IntegrationCatalogue(settings, TimeProvider.System);
        Assert.Equal("id", catalogue.Find("NOTION")!.App!.ClientId);
        Assert.Equal("notion.example", catalogue.Find("notion")!.Integration.Descriptor.Api.Host);
        Assert.Null(catalogue.Find("slack")!.App);
        Assert.Null(catalogue.Find("nothing"));
        Assert.DoesNotContain("canary", settings["Notion"].ToString(), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new IntegrationCatalogue(new Dictionary<string, IntegrationSettings> { ["notoin"] = new() }, TimeProvider.System));
    }

    /// <summary>Objects of a schema refuse what they do not know, unless they are open on purpose.</summary>
    private static void Strict(JsonElement schema)
    {
        Assert.Equal("object", schema.GetProperty("type").GetString());
        Assert.False(schema.GetProperty("additionalProperties").GetBoolean());
        var properties = schema.GetProperty("properties");
        Assert.All(schema.GetProperty("required").EnumerateArray(), name => Assert.True(properties.TryGetProperty(name.GetString()!, out _)));
        Assert.All(properties.EnumerateObject(), property => Assert.True(property.Value.TryGetProperty("type", out _) || property.Value.TryGetProperty("enum", out _)));
    }
}
