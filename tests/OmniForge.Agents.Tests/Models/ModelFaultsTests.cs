using OmniForge.Agents.Models;

namespace OmniForge.Agents.Tests.Models;

public sealed class ModelFaultsTests
{
    [Theory]
    [InlineData(400, null, ModelFaultKind.BadRequest, false)]
    [InlineData(400, "content_filter", ModelFaultKind.ContentFilter, false)]
    [InlineData(401, "invalid_api_key", ModelFaultKind.Auth, false)]
    [InlineData(403, null, ModelFaultKind.Auth, false)]
    [InlineData(404, "model_not_found", ModelFaultKind.BadRequest, false)]
    [InlineData(408, null, ModelFaultKind.Timeout, true)]
    [InlineData(413, null, ModelFaultKind.BadRequest, false)]
    [InlineData(429, "rate_limit_exceeded", ModelFaultKind.RateLimited, true)]
    [InlineData(429, "insufficient_quota", ModelFaultKind.Auth, false)]
    [InlineData(500, null, ModelFaultKind.Overloaded, true)]
    [InlineData(502, null, ModelFaultKind.Overloaded, true)]
    [InlineData(503, null, ModelFaultKind.Overloaded, true)]
    [InlineData(529, "overloaded_error", ModelFaultKind.Overloaded, true)]
    [InlineData(0, null, ModelFaultKind.Unreachable, true)]
    [InlineData(0, "unreadable", ModelFaultKind.BrokenStream, true)]
    public void A_status_has_one_meaning(int status, string? code, ModelFaultKind kind, bool retryable)
    {
        var fault = ModelFaults.Of(new ModelSignal(status) { Code = code, RetryAfter = TimeSpan.FromSeconds(7) });

        Assert.Equal((kind, retryable, status), (fault.Kind, fault.Retryable, fault.Status));
        Assert.Equal(TimeSpan.FromSeconds(7), fault.RetryAfter);
    }

    [Fact]
    public void The_same_cut_is_another_fault_before_and_within_an_answer()
    {
        Assert.Equal(ModelFaultKind.Unreachable, ModelFaults.Normalise(new IOException("cut"))!.Fault.Kind);
        Assert.Equal(ModelFaultKind.BrokenStream, ModelFaults.Normalise(new IOException("cut"), streaming: true)!.Fault.Kind);
    }

    [Fact]
    public void A_status_of_plain_HTTP_is_read()
    {
        var e = new HttpRequestException("no", null, System.Net.HttpStatusCode.TooManyRequests);

        var fault = ModelFaults.Normalise(e);

        Assert.Equal(ModelFaultKind.RateLimited, fault!.Fault.Kind);
        Assert.Same(e, fault.InnerException);
    }

    [Fact]
    public void A_bug_is_not_a_fault_of_a_model()
    {
        Assert.Null(ModelFaults.Normalise(new InvalidOperationException("bug")));
        Assert.Null(ModelFaults.Normalise(new OperationCanceledException()));
    }

    [Fact]
    public void A_providers_own_exceptions_are_read_by_its_reader()
    {
        var fault = ModelFaults.Normalise(new InvalidOperationException("busy"), _ => new ModelSignal(529) { Code = "overloaded_error" });

        Assert.Equal(ModelFaultKind.Overloaded, fault!.Fault.Kind);
    }
}
