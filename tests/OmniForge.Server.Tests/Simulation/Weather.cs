namespace OmniForge.Server.Tests.Simulation;

/// <summary>How bad the world is: every trouble is drawn from the seed, and there is none once the sky is clear.</summary>
internal sealed class Weather(Random random)
{
    public bool Clear { get; set; }

    /// <summary>From 0 to below 1; the lower, the worse. 1 when the sky is clear.</summary>
    public double Roll() => Clear ? 1 : random.NextDouble();

    public TimeSpan Pause(TimeSpan longest) => longest * random.NextDouble();

    public int Pick(int below) => random.Next(below);
}
