using Microsoft.Extensions.AI;
using OmniForge.Agents.Offline;

namespace OmniForge.Agents.Tests.Offline;

public sealed class OfflineTaskTests
{
    [Fact]
    public async Task A_named_task_is_answered_by_its_handler()
    {
        var client = new OfflineChatClient(new Dictionary<string, Func<IEnumerable<ChatMessage>, string>>
        {
            ["shout"] = messages => messages.Last().Text.ToUpperInvariant(),
        });

        var response = await AskAsync(client, "shout", "every monday");

        Assert.Equal(("EVERY MONDAY", "offline"), (response.Text, response.ModelId));
        Assert.Equal((0L, 0L), (response.Usage!.InputTokenCount, response.Usage.OutputTokenCount));
    }

    [Fact]
    public async Task An_unknown_task_is_a_mistake_of_the_caller()
        => await Assert.ThrowsAsync<InvalidOperationException>(() => AskAsync(new OfflineChatClient(), "sing", "la"));

    [Fact]
    public void It_names_itself()
        => Assert.Equal("offline", ((ChatClientMetadata)new OfflineChatClient().GetService(typeof(ChatClientMetadata))!).ProviderName);

    private static Task<ChatResponse> AskAsync(OfflineChatClient client, string task, string text) => client.GetResponseAsync(
        [new ChatMessage(ChatRole.User, text)],
        new ChatOptions { AdditionalProperties = new() { [OfflineChatClient.TaskProperty] = task } },
        TestContext.Current.CancellationToken);
}
