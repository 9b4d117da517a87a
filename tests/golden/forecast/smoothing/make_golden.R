# Makes smoothing.txt: Rscript make_golden.R > smoothing.txt
# Damped trend and Holt-Winters: forecast 8.20 (Debian's r-cran-forecast), ets() on R's data set
# AirPassengers (and LakeHuron for the series without season). Complex smoothing and dynamic Theta are
# not in that package: their recursions are written down here from the papers, independently of the
# C++ (Svetunkov, Kourentzes, Ord 2022, eq. 9-10; Fiorucci et al. 2016, eq. 8-14).
suppressMessages(library(forecast))
options(digits = 15)
line <- function(name, values) cat(name, format(as.numeric(values), digits = 15, trim = TRUE), "\n")

write_ets <- function(name, y, model, h) {
  fit <- suppressWarnings(ets(y, model = model, damped = grepl("^.A", model)))
  par <- fit$par
  states <- fit$states[1, ]
  line(paste0(name, ".values"), y)
  line(paste0(name, ".parameters"), c(par["alpha"],
    if ("gamma" %in% names(par)) par["gamma"], par["beta"] / par["alpha"], par["phi"]))
  line(paste0(name, ".start"), states[c("l", "b")])
  if ("gamma" %in% names(par)) {
    m <- frequency(y)
    line(paste0(name, ".season"), states[paste0("s", m:1)])
  }
  line(paste0(name, ".fitted"), fitted(fit))
  # forecast() corrects the mean of a multiplicative model for the variance; the plain path is
  # (l + b (phi + ... + phi^h)) s from the last states of the fit.
  last <- fit$states[nrow(fit$states), ]
  path <- last["l"] + last["b"] * cumsum(par["phi"]^(1:h))
  if (grepl("M$", model)) path <- path * last[paste0("s", (m - (0:(h - 1)) %% m))]
  else path <- forecast(fit, h = h, PI = FALSE)$mean
  line(paste0(name, ".forecast"), path)
}
write_ets("damped", LakeHuron, "AAN", 8)
write_ets("multiplicative", AirPassengers, "MAM", 14)
write_ets("additive", AirPassengers, "AAA", 14)

ces <- function(y, a0, a1, l, c, h) {
  fit <- numeric(length(y)); ahead <- numeric(h)
  for (t in seq_along(y)) {
    fit[t] <- l; e <- y[t] - l
    next_l <- l - (1 - a1) * c + (a0 - a1) * e
    c <- l + (1 - a0) * c + (a0 + a1) * e
    l <- next_l
  }
  for (k in 1:h) { ahead[k] <- l; next_l <- l - (1 - a1) * c; c <- l + (1 - a0) * c; l <- next_l }
  list(fit = fit, ahead = ahead)
}
y <- as.numeric(LakeHuron) / mean(LakeHuron)
out <- ces(y, 1.4, 1.05, 1.001, 0.6, 8)
line("complex.values", y); line("complex.parameters", c(1.4, 1.05)); line("complex.start", c(1.001, 0.6))
line("complex.fitted", out$fit); line("complex.forecast", out$ahead)

theta <- function(y, alpha, k, l, h) {
  n <- length(y); fit <- numeric(n); ahead <- numeric(h)
  for (t in 1:(n + h)) {
    A <- 0; B <- 0
    if (t > 1) { past <- y[1:(t - 1)]; B <- if (t > 2) unname(coef(lm(past ~ seq_along(past)))[2]) else 0
      A <- mean(past) - (t / 2) * B }
    f <- l + k * ((1 - alpha)^(t - 1) * A + (1 - (1 - alpha)^t) / alpha * B)
    if (t <= n) fit[t] <- f else { ahead[t - n] <- f; y[t] <- f }
    l <- alpha * y[t] + (1 - alpha) * l
  }
  list(fit = fit, ahead = ahead)
}
out <- theta(y, 0.35, 0.5, 0.45, 8)
line("theta.values", y); line("theta.parameters", 0.35); line("theta.start", c(0.45, 0.5))
line("theta.fitted", out$fit); line("theta.forecast", out$ahead)
