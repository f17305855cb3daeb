using System.Net;
using OmniForge.Agents.Egress;

namespace OmniForge.Agents.Tests.Egress;

public sealed class KeptRedirectTests
{
    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 2)]
    public async Task A_request_with_a_credential_may_keep_a_redirect_to_itself(bool keep, int sent)
    {
        using var away = new Away();
        using var client = new HttpMessageInvoker(new RedirectGuard(new EgressOptions(), away));
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://harbor.example/a");
        request.Options.Set(GuardedHttp.KeepRedirects, keep);
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal((sent, keep ? HttpStatusCode.Found : HttpStatusCode.OK), (away.Sent, response.StatusCode));
    }

    private sealed class Away : HttpMessageHandler
    {
        public int Sent { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            => Task.FromResult(++Sent == 1
                ? new HttpResponseMessage(HttpStatusCode.Found) { Headers = { Location = new Uri("https://elsewhere.example/b") } }
                : new HttpResponseMessage(HttpStatusCode.OK));
    }
}
