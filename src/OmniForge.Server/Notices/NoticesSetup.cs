namespace OmniForge.Server.Notices;

internal static class NoticesSetup
{
    public static void AddNotices(this IHostApplicationBuilder host)
    {
        var services = host.Services;
        services.AddSingleton<NoticeDirectory>().AddSingleton<NoticeWriting>().AddSingleton<NoticeDelivery>();
        services.AddSingleton<NoticeSweep>().AddHostedService(provider => provider.GetRequiredService<NoticeSweep>());
    }
}
