using System.Text.Json;

namespace OmniForge.Agents.Tools.Accounts;

/// <summary>One request to a provider, described so that it can be sent again.</summary>
public sealed record AccountRequest
{
    public required HttpMethod Method { get; init; }

    /// <summary>Path and query below the integration's API address, or an absolute address on one of its hosts.</summary>
    public required string Address { get; init; }

    /// <summary>JSON text; null = no body.</summary>
    public string? Json { get; init; }

    /// <summary>Body that is no JSON, such as an upload; not together with <see cref="Json"/>.</summary>
    public ReadOnlyMemory<byte>? Bytes { get; init; }
    public string ContentType { get; init; } = "application/json";

    /// <summary>Additional headers; those of the integration and the credential are attached by the account.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Which limit of the integration it counts against, for instance `chat.postMessage:C024`. Empty = the general one.</summary>
    public string Bucket { get; init; } = "";

    /// <summary>What sending it twice does.</summary>
    public required AccountRepeat Repeat { get; init; }

    /// <summary>Largest answer that is taken. Default 4 MiB.</summary>
    public int MostBytes { get; init; } = 4 * 1024 * 1024;
}

/// <summary>What a second identical request does.</summary>
public enum AccountRepeat
{
    /// <summary>It changes nothing at all; a dry run may send it.</summary>
    Read,

    /// <summary>A change that is the same when made twice, or that carries the provider's own key.</summary>
    Same,

    /// <summary>A change that may be doubled: never sent again unless the provider said that it refused it.</summary>
    Doubles,
}

/// <summary>The whole answer of a provider.</summary>
public sealed record AccountAnswer(int Status, IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte> Body)
{
    public bool Ok => Status is >= 200 and < 300;

    /// <summary>The body as JSON; an empty object when it is none.</summary>
    public JsonElement Json()
    {
        try
        {
            return Body.IsEmpty ? JsonElement.Parse("{}") : JsonElement.Parse(Body.Span);
        }
        catch (JsonException)
        {
            return JsonElement.Parse("{}");
        }
    }
}

/// <summary>
/// A request that came to nothing; the message is one plain sentence that says what to do. Tools let it pass: it becomes the error of
/// their result.
/// </summary>
public sealed class AccountException(ToolErrorCode code, string message) : Exception(message)
{
    public ToolErrorCode Code { get; } = code;

    /// <summary>The provider's own word for it, for instance `message_not_found`; empty = none.</summary>
    public string ProviderCode { get; init; } = "";

    /// <summary>When it is worth trying again; null = not known.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>The account that was to be used, filled in by it; null = no account can help.</summary>
    public AccountNeed? Account { get; set; }
}
