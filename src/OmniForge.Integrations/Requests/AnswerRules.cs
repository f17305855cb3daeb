using OmniForge.Agents.Tools.Accounts;

namespace OmniForge.Integrations.Requests;

/// <summary>What an answer means for the request: whether it is one at all, and whether to send it again.</summary>
internal static class AnswerRules
{
    public static AnswerVerdict Judge(IntegrationDescriptor descriptor, ProviderReply reply)
    {
        if (reply.Answer is not { } answer)
        {
            return AnswerVerdict.Failed;
        }

        switch (answer.Status)
        {
            case 401:
                return AnswerVerdict.TokenRefused;
            case 429 or 529:
                return AnswerVerdict.TooFast;
            case >= 500:
                return AnswerVerdict.Failed;
            case 403 when IsHaste(answer):
                return AnswerVerdict.TooFast;
        }

        // A web page instead of an answer comes from something in between.
        if (answer.Headers.GetValueOrDefault("content-type")?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) == true)
        {
            return AnswerVerdict.Failed;
        }

        if (descriptor.ErrorCodePath.Length == 0)
        {
            return AnswerVerdict.Answered;
        }

        var code = answer.Json().Find(descriptor.ErrorCodePath).AsText();
        return code.Length == 0 ? AnswerVerdict.Answered
            : descriptor.TokenErrors.Contains(code) ? AnswerVerdict.TokenRefused
            : descriptor.HasteErrors.Contains(code) ? AnswerVerdict.TooFast
            : descriptor.TroubleErrors.Contains(code) ? AnswerVerdict.Failed
            : AnswerVerdict.Answered;
    }

    /// <summary>A provider that says "forbidden" and means "slowly".</summary>
    private static bool IsHaste(AccountAnswer answer)
        => answer.Headers.ContainsKey("retry-after")
            || answer.Headers.GetValueOrDefault("x-ratelimit-remaining") == "0"
            || answer.Json().Find("message").AsText().Contains("rate limit", StringComparison.OrdinalIgnoreCase);
}

internal enum AnswerVerdict
{
    Answered,
    TokenRefused,

    /// <summary>Refused for haste, so surely not carried out.</summary>
    TooFast,

    /// <summary>No whole answer, or one that says nothing.</summary>
    Failed,
}
