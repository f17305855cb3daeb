using Google.Protobuf;
using OmniForge.Server.Hosting;
using OmniForge.Server.Tenancy;
using OmniForge.V1;

namespace OmniForge.Server.Triggers;

/// <summary>Requests that make secrets: known by a hash, because an answer with a secret is never kept. Pure.</summary>
internal static class TriggerRequests
{
    private const int LongestId = 64;

    /// <summary>Empty when the request has no id.</summary>
    public static string HashOf(Caller caller, IMessage request, string requestId)
        => requestId.Length == 0 ? ""
            : requestId.Length > LongestId || requestId.Any(c => c is < ' ' or > '~') ? throw DomainException.Field("request_id", "must be 1 to 64 printable characters")
            : Ids.Digest(caller.Id, request.Descriptor.Name, requestId, Convert.ToBase64String(request.ToByteArray()));

    public static DomainException Reused()
        => new(Refusal.AlreadyExists, "REQUEST_ID_REUSED", "This request_id was used for another request. Choose a new one for a new wish.");

    /// <summary>The secret to begin with: the given one, or a new one where the sender takes ours; empty = it comes later.</summary>
    public static string SecretFor(SignatureScheme scheme, string given, string field)
        => given.Length > 0 ? TriggerFields.Secret(given, field)
            : scheme is SignatureScheme.HmacSha256 or SignatureScheme.Github ? TriggerSecrets.New()
            : "";
}
