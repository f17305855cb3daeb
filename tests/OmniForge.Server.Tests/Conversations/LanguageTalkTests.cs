using System.Text;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OmniForge.Agents.Offline;
using OmniForge.Server.Models;
using OmniForge.Server.Tests.Hosting;
using OmniForge.TestKit;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Conversations;

/// <summary>A person who does not speak English, with a language model and without one.</summary>
public sealed class LanguageTalkTests : IDisposable
{
    private const string Wish = "Bitte lies projects.csv und zeige mir jeden Montag um 8 Uhr morgens alle Projekte";

    private readonly TempFolder _home = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task With_a_model_the_talk_is_in_the_person_s_language_and_its_offered_yes_counts()
    {
        await using var server = await StartAsync(new GermanModel());
        var client = await server.ClientAsync(Ct);
        var talk = await BeginAsync(client);

        var summary = await talk.SayAsync(Wish, Ct);
        Assert.StartsWith("DE: ", summary.Text, StringComparison.Ordinal);
        Assert.Contains("\"projects.csv\"", summary.Text, StringComparison.Ordinal);
        Assert.StartsWith("DE: ", summary.Question.Text, StringComparison.Ordinal);
        Assert.True(summary.Actions.Contains("Ja: Yes, create it"), summary.Text);

        var created = await talk.SayAsync("Ja: Yes, create it", Ct);
        Assert.Equal((ConversationPhase.Testing, TurnReading.Yes), (created.Phase, created.Reading));
        Assert.Contains("DE: ", created.Text, StringComparison.Ordinal);
        var told = (await talk.EventsAsync(Ct)).Where(happened => happened.UsageRecorded is not null).Select(happened => happened.UsageRecorded.Prompt).ToList();
        Assert.Contains("say-in-language.1", told);
        var english = await talk.SayAsync("please say that again in the words that I know", Ct);
        Assert.DoesNotContain("DE: ", english.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_that_cannot_translate_leaves_the_English_and_says_so()
    {
        await using var server = await StartAsync(new GermanModel { Translates = false });
        var answer = await (await BeginAsync(await server.ClientAsync(Ct))).SayAsync(Wish, Ct);
        Assert.Contains("projects.csv", answer.Text, StringComparison.Ordinal);
        Assert.Contains("(I could not say this in German just now.)", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_model_the_builder_says_once_that_it_understands_English_only()
    {
        await using var server = await StartAsync(null);
        var talk = await BeginAsync(await server.ClientAsync(Ct));
        Assert.Contains("I understand English only", (await talk.SayAsync(Wish, Ct)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("I understand English only", (await talk.SayAsync("und auch noch den Besitzer bitte", Ct)).Text, StringComparison.Ordinal);
    }

    public void Dispose() => _home.Dispose();

    private Task<TestServer> StartAsync(GermanModel? model) => TestServer.StartAsync(
        _home.Path, "", Ct, replace: model is null ? null : services => services.Replace(ServiceDescriptor.Singleton<ModelDirectory>(new OneModel(model))));

    private static async Task<AccountTalk> BeginAsync(TestClient client)
    {
        await client.Files.PutFileAsync(
            new() { File = new() { Path = "projects.csv", Content = ByteString.CopyFrom("project,owner\nAtlas,Mia\nBolt,Jon\n", Encoding.UTF8) } }, cancellationToken: Ct);
        return await AccountTalk.BeginAsync(client, Ct);
    }

    private sealed class OneModel(IChatClient model) : ModelDirectory(Options, new OfflineChatClient(), TimeProvider.System)
    {
        private static readonly ModelOptions Options = new() { Provider = "openai", Model = "m", Key = "k", Address = new("http://127.0.0.1:9/") };

        public override IChatClient For(string? name) => model;
    }

    /// <summary>Reads the one wish, and says everything with a mark before it; its yes begins with "Ja".</summary>
    private sealed class GermanModel : IChatClient
    {
        public bool Translates { get; init; } = true;

        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            var sent = messages.ToList();
            var answer = !sent[0].Text.StartsWith("You put texts", StringComparison.Ordinal)
                ? sent[^1].Text.Contains("lies projects.csv", StringComparison.Ordinal)
                    ? """{"reading":"Statement","goal":"all projects","files":["projects.csv"],"when":"every Monday at 8am"}"""
                    : """{"reading":"Unclear"}"""
                : Translates ? Translated(sent[1].Text) : "I would rather not.";
            return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, answer)) { Usage = new() { InputTokenCount = 10, OutputTokenCount = 5 } });
        }

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            foreach (var update in (await GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates())
            {
                yield return update;
            }
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }

        private static string Translated(string asked)
        {
            var data = asked[asked.IndexOf('[', StringComparison.Ordinal)..(asked.LastIndexOf(']') + 1)];
            var texts = JsonNode.Parse(data)!.AsArray().Select(text => text!.GetValue<string>());
            return new JsonObject { ["texts"] = new JsonArray([.. texts.Select(text => (JsonNode)((text.StartsWith("Yes", StringComparison.Ordinal) ? "Ja: " : "DE: ") + text))]) }
                .ToJsonString();
        }
    }
}
