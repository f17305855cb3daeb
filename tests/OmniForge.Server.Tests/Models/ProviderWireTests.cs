using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using OmniForge.Agents.Models;

namespace OmniForge.Server.Tests.Models;

/// <summary>Each provider's protocol on the wire, against a double in a process of its own.</summary>
public sealed class ProviderWireTests(AimockServer aimock)
{
    public static TheoryData<string> Providers => Models.Providers.All;

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task An_answer_arrives_in_pieces(string provider)
    {
        var model = Name(provider);
        var client = Models.Providers.Model(aimock, provider, model);
        await aimock.AnswerAsync(Fixture(model, """{"content":"Twelve projects are late, three of them badly: Łódź, Ærø, 東京."}"""));

        var pieces = new List<string>();
        ChatFinishReason? end = null;
        await foreach (var update in client.GetStreamingResponseAsync("How many are late?", Options(), TestContext.Current.CancellationToken))
        {
            pieces.Add(update.Text);
            end = update.FinishReason ?? end;
        }

        Assert.Equal("Twelve projects are late, three of them badly: Łódź, Ærø, 東京.", string.Concat(pieces));
        Assert.True(pieces.Count(p => p.Length > 0) > 1);
        Assert.Equal(ChatFinishReason.Stop, end);
        Assert.Equal(provider, ((ChatClientMetadata)client.GetService(typeof(ChatClientMetadata))!).ProviderName);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_tool_call_and_its_result_go_back_and_forth(string provider)
    {
        var model = Name(provider);
        var client = Models.Providers.Model(aimock, provider, model);
        await aimock.AnswerAsync(
            Fixture(model, """{"toolCalls":[{"name":"table_query","arguments":{"source":{"file":"p.csv"},"limit":3}}]}""", """{"hasToolResult":false}"""),
            Fixture(model, """{"content":"{\"count\":3}"}""", """{"hasToolResult":true}"""));
        List<ChatMessage> messages = [new(ChatRole.System, "Rules."), new(ChatRole.System, "Body."), new(ChatRole.User, "Go.")];

        var first = await AskAsync(client, messages);
        var call = Assert.Single(first.Messages.SelectMany(m => m.Contents).OfType<FunctionCallContent>());
        messages.AddMessages(first);
        messages.Add(new(ChatRole.Tool, [new FunctionResultContent(call.CallId, """{"count":3}""")]));
        var second = await AskAsync(client, messages);

        Assert.Equal("table_query", call.Name);
        Assert.Equal("""{"source":{"file":"p.csv"},"limit":3}""", JsonSerializer.Serialize(call.Arguments));
        Assert.NotNull(first.FinishReason);
        Assert.Equal("""{"count":3}""", second.Text);
        var sent = await aimock.SentAsync(model);
        Assert.Equal(2, sent.Count);
        Assert.Contains("Body.", sent[0].ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("table_query", sent[0]["tools"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Too_many_requests_are_waited_out_as_long_as_the_provider_asks(string provider)
    {
        var model = Name(provider);
        var time = new PassingTime();
        var client = Models.Providers.Model(aimock, provider, model, time);
        await aimock.AnswerAsync(
            Fixture(model, """{"error":{"message":"slow down","type":"rate_limit_error"},"status":429,"retryAfter":7}""", """{"sequenceIndex":0}"""),
            Fixture(model, """{"content":"ok"}""", """{"sequenceIndex":1}"""));

        var response = await AskAsync(client, [new(ChatRole.User, "Go.")]);

        Assert.Equal("ok", response.Text);
        Assert.InRange(Assert.Single(time.Pauses), TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(7.5));
        Assert.Equal(2, (await aimock.SentAsync(model)).Count);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_fault_of_the_provider_is_tried_four_times_in_all_and_then_told(string provider)
    {
        var model = Name(provider);
        var client = Models.Providers.Model(aimock, provider, model, new PassingTime());
        await aimock.AnswerAsync(Fixture(model, """{"error":{"message":"boom","type":"server_error"},"status":500}"""));

        var fault = await Assert.ThrowsAsync<ModelException>(() => AskAsync(client, [new(ChatRole.User, "Go.")]));

        Assert.Equal((ModelFaultKind.Overloaded, 500), (fault.Fault.Kind, fault.Fault.Status));
        Assert.Contains("boom", fault.Fault.Detail, StringComparison.Ordinal);
        Assert.Equal(4, (await aimock.SentAsync(model)).Count);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_wrong_key_is_told_at_once(string provider)
    {
        var model = Name(provider);
        var client = Models.Providers.Model(aimock, provider, model);
        await aimock.AnswerAsync(Fixture(model, """{"error":{"message":"bad key","type":"authentication_error"},"status":401}"""));

        var fault = await Assert.ThrowsAsync<ModelException>(() => AskAsync(client, [new(ChatRole.User, "Go.")]));

        Assert.Equal((ModelFaultKind.Auth, 401), (fault.Fault.Kind, fault.Fault.Status));
        Assert.Single(await aimock.SentAsync(model));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task An_answer_that_breaks_off_is_a_fault_and_is_not_asked_for_again(string provider)
    {
        var model = Name(provider);
        var client = Models.Providers.Model(aimock, provider, model, new PassingTime());
        var fixture = Fixture(model, """{"content":"This sentence is far too long to arrive in one piece, so that it can be cut in the middle."}""");
        fixture["truncateAfterChunks"] = 8;
        fixture["chunkSize"] = 5;
        fixture["latency"] = 25;
        await aimock.AnswerAsync(fixture);

        var seen = "";
        var fault = await Assert.ThrowsAsync<ModelException>(async () =>
        {
            await foreach (var update in client.GetStreamingResponseAsync("Go.", Options(), TestContext.Current.CancellationToken))
            {
                seen += update.Text;
            }
        });

        Assert.Equal(ModelFaultKind.BrokenStream, fault.Fault.Kind);
        Assert.StartsWith("This", seen, StringComparison.Ordinal);
        Assert.Single(await aimock.SentAsync(model));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_provider_that_cannot_be_reached_is_told(string provider)
    {
        var client = Models.Providers.Directory(provider, "http://127.0.0.1:1", new PassingTime()).For("m");

        var fault = await Assert.ThrowsAsync<ModelException>(() => AskAsync(client, [new(ChatRole.User, "Go.")]));

        Assert.Equal(ModelFaultKind.Unreachable, fault.Fault.Kind);
    }

    [Fact]
    public void Offline_can_be_asked_for_by_name_whatever_is_configured()
    {
        var client = Models.Providers.Directory("openai", "http://127.0.0.1:1").For("offline");

        Assert.Equal("offline", ((ChatClientMetadata)client.GetService(typeof(ChatClientMetadata))!).ProviderName);
    }

    private static async Task<ChatResponse> AskAsync(IChatClient client, IEnumerable<ChatMessage> messages)
        => await client.GetStreamingResponseAsync(messages, Options(), TestContext.Current.CancellationToken)
            .ToChatResponseAsync(TestContext.Current.CancellationToken);

    private static ChatOptions Options() => new()
    {
        Tools = [AIFunctionFactory.CreateDeclaration("table_query", "Asks a table.", JsonElement.Parse("""{"type":"object","properties":{}}"""), null)],
    };

    /// <summary>A model name of this test's own.</summary>
    private static string Name(string provider) => $"{provider}-{Guid.NewGuid():N}";

    private static JsonObject Fixture(string model, string response, string match = "{}")
    {
        var matched = (JsonObject)JsonNode.Parse(match)!;
        matched["model"] = model;
        return new JsonObject { ["match"] = matched, ["response"] = JsonNode.Parse(response) };
    }
}
