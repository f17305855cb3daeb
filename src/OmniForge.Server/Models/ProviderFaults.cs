using System.ClientModel;
using Anthropic.Exceptions;
using OllamaSharp.Models.Exceptions;
using OmniForge.Agents.Models;

namespace OmniForge.Server.Models;

/// <summary>Reads what the providers' libraries throw by themselves, mostly in the middle of a stream.</summary>
internal static class ProviderFaults
{
    public static ModelSignal? Read(Exception e) => e switch
    {
        ClientResultException { Status: var status } => new(status) { Detail = e.Message },
        AnthropicServiceException service => new(StatusOf(service.ErrorCode)) { Code = service.ErrorCode, Detail = service.ApiMessage },
        AnthropicIOException => new(0) { Detail = e.InnerException?.Message ?? e.Message },
        AnthropicException or OllamaException or ResponseError => new(0) { Detail = e.Message, Code = "unreadable" },
        _ => null,
    };

    /// <summary>An error event inside a stream names its kind only; the status it would have had follows from it.</summary>
    private static int StatusOf(string? code) => code switch
    {
        "overloaded_error" => 529,
        "rate_limit_error" => 429,
        "authentication_error" => 401,
        "permission_error" => 403,
        "invalid_request_error" => 400,
        _ => 500,
    };
}
