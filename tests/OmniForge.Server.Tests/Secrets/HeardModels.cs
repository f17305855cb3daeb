using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.AI;
using OmniForge.Agents.Offline;
using OmniForge.Server.Models;

namespace OmniForge.Server.Tests.Secrets;

/// <summary>A configured model that follows steps as the built-in one does; everything that it is sent is heard.</summary>
internal sealed class HeardModels(OfflineChatClient steps, LeakWatch watch)
    : ModelDirectory(new() { Provider = "openai", Model = "m", Key = "k", Address = new("http://127.0.0.1:9/") }, steps, TimeProvider.System)
{
    private readonly OfflineChatClient _steps = steps;

    public override IChatClient For(string? model) => new Heard(_steps, watch);

    private sealed class Heard(IChatClient inner, LeakWatch watch) : DelegatingChatClient(inner)
    {
        public override Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
            => IsTurn(options)
                ? Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, Listen(messages, options, "I would rather talk."))))
                : GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

        public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            var sent = messages.ToList();
            Listen(sent, options, "");
            await foreach (var update in base.GetStreamingResponseAsync(sent, options, cancellationToken))
            {
                yield return update;
            }
        }

        /// <summary>The builder's questions come with a form for the answer.</summary>
        private static bool IsTurn(ChatOptions? options) => options?.ResponseFormat is ChatResponseFormatJson;

        private string Listen(IEnumerable<ChatMessage> messages, ChatOptions? options, string answer)
        {
            foreach (var message in messages)
            {
                watch.Hear("prompts", JsonSerializer.Serialize(message, AIJsonUtilities.DefaultOptions));
            }

            watch.Hear("prompts", string.Join('\n', (options?.Tools ?? []).OfType<AIFunctionDeclaration>().Select(tool => $"{tool.Name} {tool.Description} {tool.JsonSchema}")));
            return answer;
        }
    }
}
