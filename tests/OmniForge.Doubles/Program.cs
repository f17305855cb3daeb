using System.Runtime.InteropServices;
using OmniForge.Doubles.Notion;
using OmniForge.Doubles.Terminal;

namespace OmniForge.Doubles;

internal static class Program
{
    private static async Task<int> Main(string[] words)
    {
        if (words is ["help" or "-h" or "--help"])
        {
            Console.WriteLine(DoublesCommand.Usage);
            return 0;
        }

        if (DoublesCommand.Read(words) is not ({ } command, _))
        {
            await Console.Error.WriteLineAsync($"{DoublesCommand.Read(words).Wrong}\n\n{DoublesCommand.Usage}");
            return 2;
        }

        await using var doubles = new ProviderSet(TimeProvider.System);
        if (command.OnlySettings)
        {
            var ports = doubles.All.Index().ToDictionary(one => one.Item, one => $"http://127.0.0.1:{command.Port + one.Index}");
            Console.WriteLine(string.Join('\n', ServerSettings.Of(doubles, one => ports[one]).Select(Greeting.Export)));
            return 0;
        }

        return await RunAsync(doubles, command);
    }

    private static async Task<int> RunAsync(ProviderSet doubles, DoublesCommand command)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stopped.TrySetResult();
        }

        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        Prepare(doubles, command);
        try
        {
            await doubles.StartAsync(command.Port, CancellationToken.None);
        }
        catch (IOException)
        {
            await Console.Error.WriteLineAsync(
                $"One of the ports {command.Port} to {command.Port + 3} is in use, perhaps by stand-ins that still run. Stop them, or name other ports with --port.");
            return 1;
        }

        if (command.Lines)
        {
            await new LineLog(Console.In, Console.Out).RunAsync(doubles, stopped.Task);
            return 0;
        }

        Console.WriteLine(Greeting.Write(doubles, command));
        new LiveLog(Console.Out, TimeProvider.System).Watch(doubles);
        await stopped.Task;
        Console.WriteLine("\n" + LiveLog.Farewell(doubles.Journal));
        return 0;
    }

    private static void Prepare(ProviderSet doubles, DoublesCommand command)
    {
        foreach (var one in doubles.All)
        {
            one.OAuth.Client.AnyLoopbackPort = true;
            one.OAuth.Client.RedirectUris.UnionWith(command.Origins.Select(origin => $"{origin}/oauth/callback/{one.Id}"));
        }

        if (command.Rows > 0)
        {
            HarborStudio.AddArchive(doubles.Notion.HarborStudio, command.Rows, TimeProvider.System.GetUtcNow());
        }
    }
}
