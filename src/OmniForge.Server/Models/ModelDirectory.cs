using System.ClientModel;
using System.ClientModel.Primitives;
using Anthropic;
using Microsoft.Extensions.AI;
using OllamaSharp;
using OmniForge.Agents.Models;
using OmniForge.Agents.Offline;
using OmniForge.Agents.Running;
using OpenAI;

namespace OmniForge.Server.Models;

/// <summary>Gives the model of an agent, with our retries and one kind of fault whoever provides it.</summary>
internal class ModelDirectory(ModelOptions options, OfflineChatClient offline, TimeProvider time) : IDisposable
{
    /// <summary>Most tokens of one answer where a provider wants a number.</summary>
    private const int MostAnswerTokens = 8_192;

    /// <summary>A connection that is not made by then never will be.</summary>
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(10);

    private readonly HttpClient _http = new(new ModelFaultHandler(time, new SocketsHttpHandler { ConnectTimeout = ConnectLimit }))
    {
        BaseAddress = options.Address,

        // Time limits of steps and turns end a request; a long answer is no fault.
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>`offline` when no provider is configured.</summary>
    public string Provider => options.Provider;

    /// <summary>The model used where an agent names none.</summary>
    public string DefaultModel => options.Model;

    public bool Offline => options.Offline;

    /// <summary>What a model costs; null = not known. The built-in one is free.</summary>
    public ModelPrice? PriceOf(string? model) => options.Offline || model == OfflineChatClient.Provider ? ModelPrice.Free
        : string.IsNullOrWhiteSpace(model) || model == options.Model ? options.Price
        : null;

    /// <summary>The model of that id; null or empty = the default one. `offline` is always the built-in one.</summary>
    public virtual IChatClient For(string? model)
    {
        if (options.Offline || model == OfflineChatClient.Provider)
        {
            return offline;
        }

        var id = string.IsNullOrWhiteSpace(model) ? options.Model : model;
        var client = new RetryingChatClient(Provided(id), time, Random.Shared.NextDouble, ProviderFaults.Read);
        return new NamedChatClient(client, new ChatClientMetadata(options.Provider, options.Address, id));
    }

    public void Dispose() => _http.Dispose();

    /// <summary>The provider's own client with its retries off.</summary>
    private IChatClient Provided(string model) => options.Provider switch
    {
        "anthropic" => new AnthropicClient
        {
            ApiKey = options.Key,
            BaseUrl = options.Address!.ToString().TrimEnd('/'),
            HttpClient = _http,
            MaxRetries = 0,
        }.AsIChatClient(model, MostAnswerTokens),
        "ollama" => new OllamaApiClient(_http, model),
        _ => new OpenAIClient(
            new ApiKeyCredential(options.Key),
            new OpenAIClientOptions
            {
                Endpoint = options.Address,
                Transport = new HttpClientPipelineTransport(_http),
                RetryPolicy = new ClientRetryPolicy(0),
            }).GetChatClient(model).AsIChatClient(),
    };

    /// <summary>Says which provider answers; two of them speak the same protocol.</summary>
    private sealed class NamedChatClient(IChatClient inner, ChatClientMetadata metadata) : DelegatingChatClient(inner)
    {
        public override object? GetService(Type serviceType, object? serviceKey = null)
            => serviceKey is null && serviceType == typeof(ChatClientMetadata) ? metadata : base.GetService(serviceType, serviceKey);
    }
}
