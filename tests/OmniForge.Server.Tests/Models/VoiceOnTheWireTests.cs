using System.Text.Json.Nodes;
using OmniForge.Agents.Building;
using OmniForge.Agents.Building.Languages;

namespace OmniForge.Server.Tests.Models;

/// <summary>The builder's reply in another language over each provider's protocol.</summary>
public sealed class VoiceOnTheWireTests(AimockServer aimock)
{
    public static TheoryData<string> Providers => Models.Providers.All;

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_reply_is_asked_for_without_its_names_and_put_together_from_the_answer(string provider)
    {
        var (said, sent) = await SayAsync(provider, """{"content":"{\"texts\":[\"Ich lese ⟦0⟧ um 8:00.\"]}"}""");

        Assert.Equal("Ich lese \"Deals\" um 8:00.", said.Turn.Reply);
        Assert.Equal((provider, "say-in-language.1"), (said.Calls[0].Provider, said.Calls[0].Prompt));
        var body = Assert.Single(sent).ToJsonString();
        Assert.Contains("You put texts of an assistant into German", body, StringComparison.Ordinal);
        Assert.DoesNotContain("Deals", body, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Too_many_requests_leave_the_English_and_say_so(string provider)
    {
        var (said, _) = await SayAsync(provider, """{"error":{"message":"slow down","type":"rate_limit_error"},"status":429}""");
        Assert.Equal("I read \"Deals\" at 8:00.\n(I could not say this in German just now.)", said.Turn.Reply);
        Assert.Empty(said.Calls);
    }

    private async Task<(Translation Said, IReadOnlyList<JsonObject> Sent)> SayAsync(string provider, string response)
    {
        var model = $"{provider}-{Guid.NewGuid():N}";
        var client = Models.Providers.Model(aimock, provider, model, new PassingTime());
        await aimock.AnswerAsync(new JsonObject { ["match"] = new JsonObject { ["model"] = model }, ["response"] = JsonNode.Parse(response) });
        var turn = new BuilderTurn { State = new(), Reply = "I read \"Deals\" at 8:00." };
        var said = await new ReplyTranslator(client, TimeProvider.System, new()).SayAsync(turn, "German", TestContext.Current.CancellationToken);
        return (said, await aimock.SentAsync(model));
    }
}
