using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using OmniForge.Agents.Models;
using OmniForge.Server.Hosting;

namespace OmniForge.Server.Telemetry;

/// <summary>
/// Reports the calls of a model as the GenAI conventions of OpenTelemetry name them. What is said to it, and what it says, is never
/// reported. (The client of Microsoft.Extensions.AI makes a meter of its own for each model, and models are made for each execution.)
/// </summary>
internal sealed class TracedModel : DelegatingChatClient
{
    private static readonly ActivitySource Source = new(TelemetrySetup.Source);

    private readonly string _provider;
    private readonly string _model;

    private TracedModel(IChatClient model)
        : base(model)
    {
        var metadata = model.GetService(typeof(ChatClientMetadata)) as ChatClientMetadata;
        (_provider, _model) = (metadata?.ProviderName ?? "", metadata?.DefaultModelId ?? "");
    }

    /// <summary>The model itself while nobody listens.</summary>
    public static IChatClient Of(IChatClient model)
        => Source.HasListeners() || Instruments.ModelTime.Enabled || Instruments.ModelTokens.Enabled ? new TracedModel(model) : model;

    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        using var call = new ModelCall(this, options);
        try
        {
            var response = await base.GetResponseAsync(messages, options, cancellationToken);
            call.Answered(response.ModelId, response.FinishReason, response.Usage);
            return response;
        }
        catch (Exception broken)
        {
            call.Failed(broken);
            throw;
        }
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var call = new ModelCall(this, options);
        await using var updates = base.GetStreamingResponseAsync(messages, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
        var (model, end, used) = ((string?)null, (ChatFinishReason?)null, (UsageDetails?)null);
        while (true)
        {
            try
            {
                // Each piece is asked for in the context of whoever reads, which knows nothing of the span.
                call.Enter();
                if (!await updates.MoveNextAsync())
                {
                    break;
                }
            }
            catch (Exception broken)
            {
                call.Failed(broken);
                throw;
            }

            var update = updates.Current;
            (model, end) = (update.ModelId ?? model, update.FinishReason ?? end);
            used = update.Contents.OfType<UsageContent>().LastOrDefault()?.Details ?? used;
            yield return update;
        }

        call.Answered(model, end, used);
    }

    /// <summary>One call, from its beginning to its measured end.</summary>
    private sealed class ModelCall : IDisposable
    {
        private readonly long _began = Stopwatch.GetTimestamp();
        private readonly Activity? _span;
        private TagList _tags;

        public ModelCall(TracedModel owner, ChatOptions? options)
        {
            var model = options?.ModelId ?? owner._model;
            _span = Source.StartActivity($"chat {model}", ActivityKind.Client);
            _tags = new() { { "gen_ai.operation.name", "chat" }, { "gen_ai.provider.name", owner._provider }, { "gen_ai.request.model", model } };
            foreach (var (name, value) in _tags)
            {
                _span?.SetTag(name, value);
            }
        }

        public void Enter() => Activity.Current = _span ?? Activity.Current;

        public void Answered(string? model, ChatFinishReason? end, UsageDetails? used)
        {
            _tags.Add("gen_ai.response.model", model ?? "");
            _span?.SetTag("gen_ai.response.model", model).SetTag("gen_ai.response.finish_reasons", end is { } reason ? new[] { reason.Value } : null)
                .SetTag("gen_ai.usage.input_tokens", used?.InputTokenCount).SetTag("gen_ai.usage.output_tokens", used?.OutputTokenCount);
            Spent("input", used?.InputTokenCount);
            Spent("output", used?.OutputTokenCount);
        }

        /// <summary>By its kind: a message may quote the question.</summary>
        public void Failed(Exception broken)
        {
            var kind = broken is ModelException { Fault.Kind: var fault } ? fault.ToString() : broken.GetType().Name;
            _tags.Add("error.type", kind);
            _span?.SetStatus(ActivityStatusCode.Error).SetTag("error.type", kind);
        }

        public void Dispose()
        {
            Instruments.ModelTime.Record(Stopwatch.GetElapsedTime(_began).TotalSeconds, _tags);
            _span?.Dispose();
        }

        private void Spent(string type, long? tokens)
        {
            if (tokens is { } spent)
            {
                var tags = _tags;
                tags.Add("gen_ai.token.type", type);
                Instruments.ModelTokens.Record(spent, tags);
            }
        }
    }
}
